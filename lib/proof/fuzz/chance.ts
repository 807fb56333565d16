/** Chance that a seed repeats: the same seed, the same requests. */
export interface Chance {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number below `below`. */
  readonly upTo: (below: number) => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  readonly often: (share: number) => boolean;
}

/** The generator of Mulberry: 32 bits of state, good enough to stumble with. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (below: number) => Math.floor(next() * below);
  return {
    next,
    upTo,
    pick: (from) => from[upTo(from.length)] ?? from[0],
    often: (share) => next() < share,
  };
}
