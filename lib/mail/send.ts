import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { env } from "../env";
import { log } from "../log";

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * Sends by SMTP_URL. Where there is none and the demonstration runs, the letter becomes a file that only this user may
 * read; elsewhere it is not sent, and whoever invites hands the link over himself. True: it left.
 */
export function sendMail(letter: Letter): Promise<boolean> {
  return deliver(letter).catch((cause: unknown) => {
    log().error({ err: cause }, "a letter was not sent");
    return false;
  });
}

/** Whether letters leave at all, or are written down where the demonstration runs. */
export function canSendMail(): boolean {
  const { SMTP_URL, DEMO_DATA } = env();
  return SMTP_URL !== undefined || DEMO_DATA;
}

async function deliver(letter: Letter): Promise<boolean> {
  const { SMTP_URL, MAIL_FROM, DATA_DIR } = env();
  if (SMTP_URL !== undefined) {
    await createTransport(SMTP_URL).sendMail(envelopeOf(letter, MAIL_FROM));
    return true;
  }
  if (!canSendMail()) return false;
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(
    envelopeOf(letter, MAIL_FROM),
  );
  const folder = path.join(DATA_DIR, "mail");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${new Date().toISOString().replaceAll(":", "-")}-${letter.to.replaceAll(/[^a-z0-9@.-]/gi, "_")}.eml`;
  await writeFile(path.join(folder, name), message as Buffer, { mode: 0o600 });
  return true;
}

/** The address as it is: read as a header, "a,b@example.com" would be two people, and b would get a's letter. */
function envelopeOf({ to, subject, text }: Letter, from: string) {
  return { from, to: { name: "", address: to }, subject, text };
}
