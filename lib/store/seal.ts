import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";

const CIPHER = "aes-256-gcm";
const IV = 12;
const TAG = 16;

/** What the database alone cannot read. `context` binds it: sealed for one purpose, it opens for no other. */
export function seal(text: string, context: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv(CIPHER, keyFor(context), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Null where it was sealed for something else, under another secret, or was altered. */
export function unseal(sealed: Buffer, context: string): string | null {
  try {
    const decipher = createDecipheriv(CIPHER, keyFor(context), sealed.subarray(0, IV));
    decipher.setAuthTag(sealed.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

function keyFor(context: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", `grantdesk ${context}`, 32));
}
