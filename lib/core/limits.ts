/** How often something may be tried: `most` times in a window of `seconds` that begins with the first try. */
export interface Limit {
  readonly most: number;
  readonly seconds: number;
}

/**
 * Every limit of the product. An account's is low, since passwords are guessed there; an address's is higher, since a
 * whole office may stand behind one; a credential's is far above what an honest client does.
 */
export const LIMITS = {
  "sign-in of an account": { most: 30, seconds: 300 },
  "sign-in from an address": { most: 150, seconds: 300 },
  "letter to an account": { most: 5, seconds: 900 },
  "letter from an address": { most: 50, seconds: 900 },
  "secret from an address": { most: 100, seconds: 300 },
  "write with a credential": { most: 6_000, seconds: 60 },
  "write without a credential": { most: 600, seconds: 60 },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof LIMITS;

export interface TooMany extends Error {
  readonly retryAfterSeconds: number;
}

/** What is thrown, before anything else is done, at who has tried too often. Every door words it in its own way. */
export function tooMany(retryAfterSeconds: number): TooMany {
  const message = `Too many attempts. Try again in ${retryAfterSeconds} seconds.`;
  return Object.assign(new Error(message), { retryAfterSeconds });
}

export function isTooMany(cause: unknown): cause is TooMany {
  return cause instanceof Error && "retryAfterSeconds" in cause;
}
