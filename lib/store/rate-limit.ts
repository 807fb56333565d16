import "server-only";
import { createHash } from "node:crypto";
import { LIMITS, type LimitName, tooMany } from "@/lib/core/limits";
import { env } from "../env";
import { store } from "./database";

type Try = readonly [limit: LimitName, whose: string];

interface Counted {
  readonly used: number;
  readonly seconds: number;
}

/**
 * Counts one try under each limit, for all processes together. Throws `tooMany` where one of them is used up; a try that
 * is refused counts too. Rejects where the database is away: then nobody gets in either.
 */
export async function countTry(...tries: readonly Try[]): Promise<void> {
  const counted = await Promise.all(tries.map((each) => count(each, 1)));
  const over = counted.filter(({ used }, index) => used > mostOf(tries[index]?.[0]));
  if (over.length > 0) throw tooMany(Math.max(...over.map(({ seconds }) => seconds)));
}

interface Booked {
  left: number;
  readonly until: number;
  readonly over: boolean;
}

// A round trip for each write would cost more than it protects: a process books a sixtieth of the limit at a time.
const booked = new Map<string, Promise<Booked>>();
const SHARES = 60;
const BOOKED_MOST = 5_000;

/** As countTry, for what happens often: exact to the shares that processes have booked and not used up. */
export async function countOften(limit: LimitName, whose: string): Promise<void> {
  const key = keyOf([limit, whose]);
  for (;;) {
    const share = booked.get(key) ?? book(key, [limit, whose]);
    const current = await share;
    const seconds = (current.until - performance.now()) / 1000;
    if (seconds > 0 && current.over) throw tooMany(Math.ceil(seconds));
    if (seconds > 0 && current.left-- > 0) return;
    if (booked.get(key) === share) booked.delete(key);
  }
}

// Whoever comes while a share is being booked waits for it: else each would book one of his own and leave it unused.
function book(key: string, wanted: Try): Promise<Booked> {
  const most = mostOf(wanted[0]);
  const size = Math.max(1, Math.floor(most / SHARES));
  const share = count(wanted, size).then(({ used, seconds }) => {
    const left = Math.min(size, most - (used - size));
    return { left, until: performance.now() + seconds * 1000, over: left <= 0 };
  });
  if (booked.size >= BOOKED_MOST) booked.clear();
  booked.set(key, share);
  share.catch(() => booked.delete(key));
  return share;
}

function mostOf(limit: LimitName | undefined): number {
  return limit === undefined ? 0 : Math.max(1, Math.floor(LIMITS[limit].most * env().RATE_LIMIT_FACTOR));
}

function keyOf([limit, whose]: Try): string {
  return createHash("sha256").update(`${limit}\0${whose}`).digest("base64url");
}

// What is over is swept by whoever counts, a few rows at a time, and never the row that is being counted.
const COUNT = `
  with swept as (
    delete from rate_limit where key in (
      select key from rate_limit where until < now() and key <> $1 order by until limit 10 for update skip locked)
  )
  insert into rate_limit (key, used, until) values ($1, $2::int, now() + $3::int * interval '1 second')
  on conflict (key) do update set
    used = case when rate_limit.until <= now() then excluded.used
      else least(rate_limit.used, 1000000000) + excluded.used end,
    until = case when rate_limit.until <= now() then excluded.until else rate_limit.until end
  returning used, greatest(1, ceil(extract(epoch from until - now())))::int as seconds`;

async function count(wanted: Try, cost: number): Promise<Counted> {
  const { rows } = await store().pool.query<Counted>({
    name: "count a try",
    text: COUNT,
    values: [keyOf(wanted), cost, LIMITS[wanted[0]].seconds],
  });
  const [counted] = rows;
  if (!counted) throw new Error("A try was not counted.");
  return counted;
}
