import { createHash } from "node:crypto";

/** The same uuid for the same words on every machine (RFC 9562, version 5): the data is the same each time. */
export function idOf(words: string): string {
  const hex = createHash("sha1").update(`grantdesk demonstration ${words}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ];
  return parts.join("-");
}

/** The id that the migrations give to a permission or a built-in role that has no id of its own. */
export function baseIdOf(words: string): string {
  const hex = createHash("md5").update(`grantdesk ${words}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
