import "server-only";
import { randomUUID } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { isTooMany } from "@/lib/core/limits";
import { env } from "../env";
import { log } from "../log";
import { authLog } from "./auth-log";
import { principalOfSecret } from "./credential";
import { peerOf } from "./peer";
import { claimsOf, PROVIDER, singleSignOn } from "./provider";
import { type Circumstances, type SignedIn, signIn, signOut } from "./sign-in";
import { type Admit, type SignOnRefusal, signInThrough } from "./single-sign-on";

/** The browser's cookie; `session` is the name that seed 002's "Cookie Parameters" document. */
export const SESSION_COOKIE = "session";

/**
 * next-auth with a session row of ours: its cookie carries nothing but the secret of that row (encrypted once more),
 * so that revoking the row ends the session at the next request. No right stands in it. `onFailure` hears what went
 * wrong at a sign-in besides a wrong password, of which the browser hears a sentence, and at a sign-out.
 */
export function authOptions(
  headers: Headers,
  admit: Admit,
  onFailure: (cause: unknown) => void,
): NextAuthOptions {
  const provider = singleSignOn();
  const circumstances = (): Circumstances => ({
    requestId: randomUUID(),
    userAgent: headers.get("user-agent"),
    peer: peerOf(headers),
  });
  return {
    secret: env().NEXTAUTH_SECRET,
    logger: authLog,
    session: { strategy: "jwt", maxAge: 30 * 24 * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: SESSION_COOKIE,
        options: {
          httpOnly: true,
          sameSite: "lax",
          path: "/",
          secure: env().PUBLIC_URL.startsWith("https:"),
        },
      },
    },
    providers: [byPassword(circumstances, onFailure), ...(provider ? [provider] : [])],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== PROVIDER) return true;
        const outcome = await outcomeOf(profile, circumstances(), admit);
        if (typeof outcome === "string") return `/sign-in?refused=${outcome}`;
        // The same object comes to `jwt`, which puts the secret into the cookie.
        Object.assign(user, { id: outcome.principal.personId, secret: outcome.secret });
        return true;
      },
      jwt: ({ token, user }) => (user && "secret" in user ? { sub: user.id, secret: user.secret } : token),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      // next-auth takes the cookie away whatever happens here, and says that it went well.
      signOut: ({ token }) => endOf(token?.secret).catch(onFailure),
    },
  };
}

async function endOf(secret: unknown): Promise<void> {
  const principal =
    typeof secret === "string" ? await principalOfSecret(secret, "console", randomUUID()) : null;
  if (principal) await signOut(principal);
}

const AWAY = "We cannot look that up right now. Nothing was lost; try again in a moment.";

function byPassword(circumstances: () => Circumstances, onFailure: (cause: unknown) => void) {
  return CredentialsProvider({
    name: "E-mail and password",
    credentials: {
      email: { label: "E-mail", type: "email" },
      password: { label: "Password", type: "password" },
    },
    authorize: async (given) => {
      if (typeof given?.email !== "string" || typeof given.password !== "string") return null;
      const signedIn = await signIn(given.email, given.password, "CONSOLE", circumstances()).catch(
        (cause: unknown) => {
          if (!isTooMany(cause)) log().error({ err: cause }, "a sign-in failed");
          onFailure(cause);
          // next-auth hands this message to the browser.
          throw new Error(isTooMany(cause) ? cause.message : AWAY);
        },
      );
      return signedIn
        ? { id: signedIn.principal.personId, email: signedIn.principal.label, secret: signedIn.secret }
        : null;
    },
  });
}

/** next-auth would put the cause of a failure into an address: it goes into the log instead. */
async function outcomeOf(
  profile: unknown,
  circumstances: Circumstances,
  admit: Admit,
): Promise<SignedIn | SignOnRefusal | "failed"> {
  const claims = claimsOf(profile);
  if (!claims) return "unverified";
  return signInThrough(claims, circumstances, admit).catch((cause: unknown) => {
    log().error(
      { requestId: circumstances.requestId, door: "console", err: cause },
      "a single sign-on failed",
    );
    return "failed" as const;
  });
}

/** The secret of the session row in a Cookie header; null where there is none, or one that we did not make. */
export async function consoleSecret(cookieHeader: string | null): Promise<string | null> {
  const cookie = (cookieHeader ?? "").split(/;\s*/).find((pair) => pair.startsWith(`${SESSION_COOKIE}=`));
  if (cookie === undefined) return null;
  const token = await decode({
    token: cookie.slice(SESSION_COOKIE.length + 1),
    secret: env().NEXTAUTH_SECRET,
  }).catch(() => null);
  return typeof token?.secret === "string" ? token.secret : null;
}
