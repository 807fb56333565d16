import "server-only";
import { z } from "zod";
import { type Circumstances, signIn, signOut } from "@/lib/identity/sign-in";
import { findAnyone } from "@/lib/operations/support";
import { answer, done, fail, type Outcome, standardSchema } from "./answers";
import { type GatewayFunction, gatewayFunction } from "./function";

export const authenticatedSchema = z
  .object({ Authenticated: z.boolean(), SessionToken: z.string(), UserId: z.int32() })
  .meta({ id: "ExchangeAuthentication" });

const credentials = z.object({ UserName: z.string(), Password: z.string() });

export const sessionFunctions: readonly GatewayFunction[] = [
  gatewayFunction({
    auth: "open",
    name: "WebAuthenticateUser",
    summary: "Opens a session for a user name and a password",
    payload: credentials,
    answer: authenticatedSchema,
    run: authenticateUser,
  }),
  gatewayFunction({
    auth: "principal",
    name: "LogOut",
    summary: "Ends the session that makes the call",
    needs: "being signed in",
    payload: z.object({}),
    answer: standardSchema,
    run: async (_, principal) => {
      // Saying yes here would leave someone believing that his token is worth nothing now.
      if (principal.credential.kind !== "session")
        return fail(101, "This is an API token, not a session. Revoke it instead.");
      await signOut(principal);
      return done;
    },
  }),
];

const NOBODY = { Authenticated: false, SessionToken: "", UserId: 0 };

/** Wrong, unknown, locked and suspended look the same, with no session. Null: there were no credentials to read. */
export async function authenticateUser(
  given: z.output<typeof credentials> | null,
  circumstances: Circumstances,
): Promise<Outcome> {
  const signedIn = given && (await signIn(given.UserName, given.Password, "EXCHANGE", circumstances));
  if (!signedIn) return { ok: true, value: NOBODY };
  const { principal, secret } = signedIn;
  return answer(await findAnyone(principal, { id: principal.personId }), ({ number }) => ({
    Authenticated: true,
    SessionToken: secret,
    UserId: number,
  }));
}
