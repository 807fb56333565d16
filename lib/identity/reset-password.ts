import "server-only";
import { sendPasswordReset } from "@/lib/mail/letters";
import { hashPassword, passwordProblem } from "@/lib/store/password";
import { findLogin, markVerified, setPassword } from "@/lib/store/people";
import { hashSecret, newHexSecret } from "@/lib/store/secret";
import {
  endSessionsOf,
  findPasswordReset,
  insertPasswordReset,
  spendPasswordReset,
} from "@/lib/store/sessions";

/** Mails a way to a new password where the address is known. The answer is the same either way, and at once. */
export async function requestPasswordReset(email: string): Promise<void> {
  const login = await findLogin(email.trim().toLowerCase());
  if (!login || login.suspendedAt) return;
  const secret = newHexSecret();
  await insertPasswordReset(login.id, hashSecret(secret));
  await sendPasswordReset(login.email, secret);
}

export function isPasswordResetOpen(secret: string): Promise<boolean> {
  return findPasswordReset(hashSecret(secret));
}

/** Sets the new password once and ends all sessions. "unknown": no such secret, or used, or too old. */
export async function completePasswordReset(
  secret: string,
  password: string,
): Promise<"done" | "unknown" | { readonly problem: string }> {
  const problem = passwordProblem(password);
  if (problem) return { problem };
  const personId = await spendPasswordReset(hashSecret(secret));
  if (personId === null) return "unknown";
  await setPassword(personId, await hashPassword(password));
  await markVerified(personId);
  await endSessionsOf(personId);
  return "done";
}
