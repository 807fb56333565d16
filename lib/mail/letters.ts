import "server-only";
import { env } from "../env";
import { type Letter, sendMail } from "./send";

// The secret stands behind the #: a browser does not send it, so no log and no referrer has it.
const link = (page: string, secret: string) => `${env().PUBLIC_URL}/${page}#token=${secret}`;

/** Invites someone into a place, by its name. */
export function sendInvitation(to: string, place: string, inviter: string, secret: string): Promise<boolean> {
  const text = `${inviter} invites you to ${place}.\n\nAccept here, within seven days:\n${link("accept-invitation", secret)}\n`;
  return sendMail({ to, subject: `Your invitation to ${place}`, text } satisfies Letter);
}

export function sendPasswordReset(to: string, secret: string): Promise<boolean> {
  const text = `Someone asked to set a new password for this address. If it was you, do it here within the hour:\n${link("reset-password", secret)}\n\nIf not, there is nothing to do.\n`;
  return sendMail({ to, subject: "Set a new password", text });
}
