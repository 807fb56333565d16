import { expect, test, vi } from "vitest";
import { LIMITS } from "@/lib/core/limits";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { makeScene } from "@/lib/testing/doors/scene";

const { owner } = useDatabase("base");
vi.stubEnv("RATE_LIMIT_FACTOR", "0.001");
const MOST = LIMITS["write with a credential"].most / 1000;

/** The console writes by server actions, which no door of this list stands for. */
const BY_TOKEN = DOORS.filter(({ credential }) => credential !== "CONSOLE");

const retry = ({ headers }: { readonly headers: string }) =>
  Number(new Map<string, string>(JSON.parse(headers)).get("retry-after"));

test.each(BY_TOKEN)(
  "a credential writes so often in a minute, and reads on: through $title",
  async (door) => {
    const { boss, bob, first, someone, administrator } = await makeScene(owner, door);
    const statuses: number[] = [];
    for (let each = 0; each < MOST; each++) statuses.push((await door.add(boss, bob, [first])).status);
    expect(statuses).not.toContain(429);
    const refused = await door.remove(boss, bob, [first]);
    expect(refused.status).toBe(429);
    expect(retry(refused)).toBeGreaterThan(0);
    expect(retry(refused)).toBeLessThanOrEqual(60);
    // The exchange's calls are all alike: its reads come by POST.
    if (door.credential === "token") expect((await door.read(boss, bob)).status).toBe(200);
    expect((await door.add(await someone(administrator), bob, [first])).status).not.toBe(429);
  },
);

test.each(BY_TOKEN)("who shows no credential is held up by his address: through $title", async (door) => {
  const { boss, bob, first } = await makeScene(owner, door);
  const from = (peer: string) => ({
    ...boss,
    headers: { "x-grantdesk-peer": peer, "x-forwarded-for": "1.1.1.1" },
  });
  const peer = `198.51.100.${BY_TOKEN.indexOf(door)}`;
  expect((await door.add(from(peer), bob, [first])).status).not.toBe(429);
  expect((await door.add(from(peer), bob, [first])).status).toBe(429);
  expect((await door.add(from(`${peer}0`), bob, [first])).status).not.toBe(429);
});
