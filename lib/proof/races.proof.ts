import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { type Admin, ARENAS, type Arena, makeCircle, type Way } from "./races/circle";
import type { Move } from "./races/move";
import { MOVES } from "./races/moves";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

/** How often a round leaves nobody when the guards are out, at the least: `npm run proof` measures it each time. */
const LOST_UNGUARDED = 0.2;
/** So many rounds would all miss a build without its guards less often than once in a million. */
const LEAST = Math.ceil(Math.log(1e-6) / Math.log(1 - LOST_UNGUARDED));

interface Path extends Move {
  readonly oneself: boolean;
}

/** Every two of the moves of this level, and each with itself; each at the next one, and at oneself. */
function pairsOf({ level }: Arena): readonly (readonly [Path, Path])[] {
  const paths = MOVES.filter(({ levels }) => levels.includes(level)).flatMap((move) => [
    { ...move, oneself: false },
    { ...move, oneself: true },
  ]);
  return paths.flatMap((one, index) => paths.slice(index).map((other) => [one, other] as const));
}

test("every door through which rights are changed is raced through", () => {
  const raced: readonly string[] = MOVES.map(({ door }) => door);
  expect(DOORS.map(({ name }) => name).filter((name) => !raced.includes(name))).toEqual([]);
});

test.each(ARENAS)(
  "whoever takes whose right away, how and through which door, $name keeps someone",
  async (arena) => {
    const pairs = pairsOf(arena);
    const cases = rounds(LEAST, Math.max(1_000, pairs.length));
    const done = new Set<string>();
    const wrong: string[] = [];
    const round = async (index: number) => {
      // A short form takes pairs from everywhere in the list.
      const pair = pairs[Math.floor((index * pairs.length) / cases) % pairs.length];
      if (!pair) return;
      const circle = await race(arena, pair, 2 + (index % 3), done);
      if (!(await hasAdministrator(arena, circle)))
        wrong.push(
          pair.map(({ door, name, oneself }) => `${door} ${name}${oneself ? " oneself" : ""}`).join(" and "),
        );
    };
    // There is one system; elsewhere three circles race beside one another.
    let next = 0;
    const lane = async () => {
      while (next < cases) await round(next++);
    };
    await Promise.all(Array.from({ length: arena.level === "SYSTEM" ? 1 : 3 }, lane));
    await report({
      promise: `Someone can always administer ${arena.name}, through ${pairs.length} pairs of ways`,
      cases,
      wrong: wrong.length,
    });
    expect(wrong).toEqual([]);
    const never = pairs.flatMap(([{ door, name }]) =>
      done.has(`${door} ${name}`) ? [] : [`${door} ${name}`],
    );
    if (cases >= pairs.length) expect([...new Set(never)]).toEqual([]);
  },
);

/** Administrators in a circle: each takes the right of the next one, or his own, all at the same moment. */
async function race(
  arena: Arena,
  [one, other]: readonly [Path, Path],
  many: number,
  done: Set<string>,
): Promise<readonly Admin[]> {
  const strokes = Array.from({ length: many }, (_, index) => {
    const path = index % 2 === 0 ? one : other;
    return { path, at: path.oneself ? index : (index + 1) % many };
  });
  const usual: readonly Way[] = ["role", "grant"];
  const ways = strokes.map((_, index): Way => {
    const struck = strokes.find(({ at }) => at === index)?.path.strikes ?? usual;
    return struck.length > 2 ? (usual[index % 2] ?? "role") : (struck[0] ?? "role");
  });
  const circle = await makeCircle(owner, arena, ways);
  await Promise.all(
    strokes.map(async ({ path, at }, index) => {
      const [asker, target] = [circle[index], circle[at]];
      if (asker && target && (await path.act(asker, target))) done.add(`${path.door} ${path.name}`);
    }),
  );
  return circle;
}

/** Whether somebody administers the place for good, told by a statement of this test's own. */
async function hasAdministrator({ right }: Arena, circle: readonly Admin[]): Promise<boolean> {
  const [{ organizationId = "", projectId = null } = {}] = circle;
  const { rows } = await owner.query<{ someone: boolean }>(
    `select exists (select from membership m join person who on who.id = m.person_id
     where m.organization_id = $1 and m.project_id is not distinct from $2::uuid and m.status = 'ACTIVE' and who.suspended_at is null
       and exists (
         select from permission p where p.name = $3 and (
           exists (select from permission_grant g where g.membership_id = m.id and g.permission_id = p.id and g.expires_at is null)
           or exists (select from role_assignment a join role_permission rp on rp.role_id = a.role_id
             where a.membership_id = m.id and rp.permission_id = p.id and a.expires_at is null)))) as someone`,
    [organizationId, projectId, right],
  );
  return rows[0]?.someone === true;
}
