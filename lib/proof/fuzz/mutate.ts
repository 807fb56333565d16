import type { Chance } from "./chance";
import { EXTRA_KEYS, HOSTILE_TEXT, HOSTILE_VALUES } from "./hostile";

/** The same value with one thing wrong: a part replaced, left out, doubled, wrapped, or something added. */
export function mutate(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return mutateList(value, chance);
  if (typeof value === "object" && value !== null) return mutateObject({ ...value }, chance);
  return hostile(chance);
}

function hostile(chance: Chance): unknown {
  return chance.often(0.5) ? chance.pick(HOSTILE_VALUES) : chance.pick(HOSTILE_TEXT);
}

function mutateObject(value: Record<string, unknown>, chance: Chance): unknown {
  const keys = Object.keys(value);
  const key = keys[chance.upTo(keys.length)];
  if (key === undefined || chance.often(0.15))
    return withKey(value, chance.pick(EXTRA_KEYS), hostile(chance));
  const what = chance.next();
  if (what < 0.15) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
  if (what < 0.25) return withKey(value, key, [value[key]]);
  if (what < 0.3) return hostile(chance);
  if (what < 0.6) return withKey(value, key, mutate(value[key], chance));
  return withKey(value, key, hostile(chance));
}

/** An own property, also where the key is `__proto__`. */
function withKey(value: object, key: string, each: unknown): object {
  return Object.fromEntries([...Object.entries(value).filter(([name]) => name !== key), [key, each]]);
}

function mutateList(value: readonly unknown[], chance: Chance): unknown {
  const at = chance.upTo(value.length);
  if (value.length === 0 || chance.often(0.2)) return [...value, hostile(chance)];
  if (chance.often(0.2)) return value.toSpliced(at, 1);
  if (chance.often(0.1)) return Array.from({ length: 1_001 }, () => value[at]);
  if (chance.often(0.2)) return { 0: value[at], length: 1 };
  return value.with(at, mutate(value[at], chance));
}

/** A body that no JSON writer would write: cut, overwritten, in another encoding, too long, or of chance alone. */
export function mutateBytes(text: string, chance: Chance): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new TextEncoder().encode(text));
  const what = chance.upTo(9);
  if (what === 0) return bytes.slice(0, chance.upTo(bytes.length));
  if (what === 1) return Uint8Array.from({ length: chance.upTo(300) }, () => chance.upTo(256));
  if (what === 2) return new Uint8Array(Buffer.from(text, "utf16le"));
  if (what === 3) return Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]);
  if (what === 4) return new Uint8Array(1_048_577).fill(32);
  if (what === 5) return new Uint8Array(Buffer.from(text.replace("{", '{"__proto__":{"a":1},"a":1,"a":2,')));
  if (what === 6) return new Uint8Array(Buffer.from(text.replaceAll('"', "'")));
  if (what === 7) return new Uint8Array(Buffer.from("[".repeat(100_000)));
  for (let flips = 0; flips <= chance.upTo(4); flips++)
    bytes[chance.upTo(bytes.length)] = chance.pick([0, 0x80, 0xc0, 0xed, 0xff, 0x22, 0x5c, chance.upTo(256)]);
  return bytes;
}
