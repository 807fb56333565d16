import "server-only";
import { randomUUID } from "node:crypto";
import type { Door, Principal } from "@/lib/core/principal";
import { sendPasswordReset } from "@/lib/mail/letters";
import { hashPassword, passwordProblem } from "@/lib/store/password";
import { findLogin, markVerified, setPassword } from "@/lib/store/people";
import { countTry } from "@/lib/store/rate-limit";
import { hashSecret, newHexSecret } from "@/lib/store/secret";
import {
  endSessionsOf,
  findPasswordReset,
  insertPasswordReset,
  spendPasswordReset,
} from "@/lib/store/sessions";
import { allOrNothing } from "@/lib/store/transaction";
import type { Circumstances } from "./sign-in";

/** Ends every token of a person; lib/operations/tokens.ts, handed in by the doors. */
export type EndTokens = (principal: Principal) => Promise<void>;

/**
 * Answers what mails a way to a new password where the address is known; not to be awaited before the caller has his
 * answer, which is the same either way. Throws `tooMany` for an address, known or not, that was asked for too often.
 */
export async function requestPasswordReset(email: string, peer: string): Promise<() => Promise<void>> {
  const account = email.trim().toLowerCase();
  await countTry(["letter to an account", account], ["letter from an address", peer]);
  return () => mailPasswordReset(account);
}

async function mailPasswordReset(account: string): Promise<void> {
  const login = await findLogin(account);
  if (!login || login.suspendedAt) return;
  const secret = newHexSecret();
  await insertPasswordReset(login.id, hashSecret(secret));
  await sendPasswordReset(login.email, secret);
}

/** Throws `tooMany` where one address has tried too many secrets. */
export async function isPasswordResetOpen(secret: string, peer: string): Promise<boolean> {
  await countTry(["secret from an address", peer]);
  return findPasswordReset(hashSecret(secret));
}

/**
 * Sets the new password once and ends all sessions, all or nothing. Where the address was never proven before, whoever
 * had the account until now may have been a stranger: his tokens end, too. "unknown": no such secret, or used, or too
 * old. Throws `tooMany` where one address has tried too many secrets.
 */
export async function completePasswordReset(
  secret: string,
  password: string,
  circumstances: Brought,
  endTokens: EndTokens,
): Promise<"done" | "unknown" | { readonly problem: string }> {
  await countTry(["secret from an address", circumstances.peer]);
  const problem = passwordProblem(password);
  if (problem) return { problem };
  return allOrNothing(async () => {
    const spent = await spendPasswordReset(hashSecret(secret));
    if (spent === null) return "unknown";
    const { personId, email, verified } = spent;
    await setPassword(personId, await hashPassword(password));
    await markVerified(personId);
    await endSessionsOf(personId);
    if (!verified) await endTokens(himself(personId, email, circumstances));
    return "done";
  });
}

type Brought = Pick<Circumstances, "requestId" | "peer"> & { readonly door: Door };

function himself(personId: string, email: string, { door, requestId }: Brought): Principal {
  return {
    personId,
    label: email,
    door,
    requestId,
    credential: { kind: "session", id: randomUUID() },
    organizationId: null,
    narrowedTo: null,
  };
}
