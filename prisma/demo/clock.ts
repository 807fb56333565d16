import { createHash } from "node:crypto";

/** Times of the demonstration: relative to the day of loading, and the same within it. */
export interface Clock {
  /** So many days before today, at `time` ("14:05"): ISO 8601, UTC. */
  readonly ago: (days: number, time: string) => string;
  /** So many days after today, in the afternoon. */
  readonly ahead: (days: number) => string;
}

const DAY = 24 * 60 * 60 * 1000;

/** The clock of the day that `now` lies in (UTC). */
export function clockOf(now: Date): Clock {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return {
    ago: (days, time) =>
      new Date(today - days * DAY + sinceMidnight(time) + jitter(days, time)).toISOString(),
    ahead: (days) => new Date(today + days * DAY + sinceMidnight("17:00")).toISOString(),
  };
}

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

// Nobody acts on the full minute.
function jitter(days: number, time: string): number {
  const hex = createHash("sha1").update(`${days} ${time}`).digest("hex").slice(0, 6);
  return Number.parseInt(hex, 16) % 60_000;
}
