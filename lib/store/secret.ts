import { createHash, randomBytes } from "node:crypto";

/** What is stored of a secret. The secrets are long and random, so a plain SHA-256 cannot be searched backwards. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** 160 random bits in 40 hex digits, as the Crux family's tokens look. */
export function newHexSecret(): string {
  return randomBytes(20).toString("hex");
}

/** 256 random bits behind a prefix that scanners for leaked secrets can look for. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/** Enough to recognise one's own token by, not enough to use it. */
export function redact(secret: string): string {
  return `${secret.slice(0, 7)}…${secret.slice(-4)}`;
}
