import "server-only";
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
 * Sets the new password once and ends all sessions. "unknown": no such secret, or used, or too old. Throws `tooMany`
 * where one address has tried too many secrets.
 */
export async function completePasswordReset(
  secret: string,
  password: string,
  peer: string,
): Promise<"done" | "unknown" | { readonly problem: string }> {
  await countTry(["secret from an address", peer]);
  const problem = passwordProblem(password);
  if (problem) return { problem };
  const personId = await spendPasswordReset(hashSecret(secret));
  if (personId === null) return "unknown";
  await setPassword(personId, await hashPassword(password));
  await markVerified(personId);
  await endSessionsOf(personId);
  return "done";
}
