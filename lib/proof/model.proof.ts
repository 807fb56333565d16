import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAccess } from "@/lib/operations/explain-access";
import { listMembers } from "@/lib/operations/list-members";
import { readAuditRows, verifyAudit } from "@/lib/store/audit";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import type { Door, Named, Someone } from "@/lib/testing/doors/door";
import { giveKey } from "@/lib/testing/doors/keys";
import { makeScene } from "@/lib/testing/doors/scene";
import { type Act, effective, type Holding, play, type Verb } from "./model-oracle";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");
const PEOPLE = 3;

interface Person {
  readonly someone: Someone;
  readonly holding: Holding;
}

/** One organization, the boss at each door of its level, its people with what the model says of each, and the words. */
interface World {
  readonly scene: Awaited<ReturnType<typeof makeScene>>;
  readonly bosses: ReadonlyMap<Door, Someone>;
  readonly people: readonly Person[];
  readonly permissions: readonly Named[];
  readonly roles: readonly Named[];
  readonly inRole: ReadonlyMap<string, readonly string[]>;
  readonly starts: readonly string[];
}

const anAct = fc.record({
  verb: fc.constantFrom<Verb>("add", "remove", "set", "assign", "unassign"),
  who: fc.nat(PEOPLE - 1),
  what: fc.nat(5),
});

test.each(["ORGANIZATION", "PROJECT"])(
  "whatever is done through whichever door, every way of looking says the same: %s",
  async (level) => {
    const doors = DOORS.filter((door) => door.level.name === level);
    let cases = 0;
    const property = fc.asyncProperty(
      fc.array(fc.tuple(anAct, fc.nat(doors.length - 1)), { minLength: 4, maxLength: 8 }),
      async (acts) => {
        const world = await makeWorld(doors);
        for (const [act, at] of acts) {
          const door = doors[at];
          if (!door || !(await doIt(world, door, act))) continue;
          cases++;
          await everythingAgrees(world, doors);
        }
      },
    );
    const outcome = await fc.check(property, { numRuns: rounds(2, 250) });
    const promise = `Every way of looking tells the same: ${level.toLowerCase()}`;
    await report({ promise, cases, wrong: outcome.failed ? 1 : 0 });
    if (outcome.failed) throw new Error(fc.defaultReportMessage(outcome), { cause: outcome.errorInstance });
  },
);

/** False where the door has no such verb. */
async function doIt(world: World, door: Door, { verb, who, what }: Act): Promise<boolean> {
  const person = world.people[who];
  const boss = world.bosses.get(door);
  const isRole = verb === "assign" || verb === "unassign";
  const words = isRole ? world.roles : world.permissions;
  const word = words[what % words.length];
  if (!person || !boss || !word) return false;
  const { someone, holding } = person;
  const asked = isRole
    ? door[verb]?.(boss, someone, word)
    : give(door, boss, person, verb, word, world.permissions);
  if (!asked) return false;
  const answer = await asked;
  const allowed = play(holding, verb, word.name, world.inRole);
  // A door that knows "set" alone leaves what a role gives out of its list, which is no request to take it.
  if (!door.onlySets && !isRole)
    expect([verb, door.heard(answer)]).toEqual([verb, allowed ? "ok" : "inherited"]);
  return true;
}

/** A door that knows "set" alone is told all that is to be held, as its clients do; it has no word for nothing. */
function give(
  door: Door,
  boss: Someone,
  { someone, holding }: Person,
  verb: "add" | "remove" | "set",
  word: Named,
  all: readonly Named[],
) {
  if (verb === "set") return door.set?.(boss, someone, [word]);
  if (!door.onlySets) return door[verb](boss, someone, [word]);
  const rest = all.filter(({ name }) => name !== word.name && holding.direct.has(name));
  const wanted = verb === "add" ? [...rest, word] : rest;
  return wanted.length > 0 ? door.set?.(boss, someone, wanted) : undefined;
}

async function everythingAgrees(world: World, doors: readonly Door[]): Promise<void> {
  const { place } = world.scene;
  const boss = world.scene.boss.principal;
  const where = place.projectId ? { projectId: place.projectId } : { organizationId: place.organizationId };
  const list = await listMembers(boss, where, {}, { limit: 100 });
  if (!list.ok) throw new Error(list.refusal.message);
  const names = new Map(list.value.permissions.map(({ id, name }) => [id, name]));
  for (const { someone, holding } of world.people) {
    const expected = effective(holding, world.inRole);
    const row = list.value.people.find(({ member }) => member.id === someone.memberId);
    expect([...(row?.held ?? [])].map((id) => names.get(id) ?? id).sort()).toEqual(expected);
    for (const door of doors) {
      const asker = world.bosses.get(door);
      if (asker) expect([...door.held(await door.read(asker, someone), someone)].sort()).toEqual(expected);
    }
    await checksAgree(world, someone, expected);
    await replayAgrees(world, someone, holding);
  }
  expect((await verifyAudit(place.organizationId)).intact).toBe(true);
}

async function checksAgree(
  { scene, permissions }: World,
  someone: Someone,
  expected: readonly string[],
): Promise<void> {
  const { organizationId, projectId } = scene.place;
  for (const { name } of permissions) {
    const who = { personId: someone.personId };
    const checked = await checkAccess(scene.boss.principal, organizationId, {
      who,
      projectId,
      permission: name,
    });
    expect([name, checked.ok && checked.value.sources.length > 0]).toEqual([name, expected.includes(name)]);
  }
}

/** From nothing but what he came with and the events about him. */
async function replayAgrees(world: World, someone: Someone, holding: Holding): Promise<void> {
  const rows = await readAuditRows(
    world.scene.place.organizationId,
    { personId: someone.personId },
    { limit: 1000 },
  );
  const direct = new Set(world.starts);
  const roles = new Set<string>();
  for (const { kind, permission_name, role_name } of rows.toReversed()) {
    if (kind === "permission.added") direct.add(permission_name ?? "");
    if (kind === "permission.removed") direct.delete(permission_name ?? "");
    if (kind === "role.assigned") roles.add(role_name ?? "");
    if (kind === "role.unassigned") roles.delete(role_name ?? "");
  }
  expect([...direct].sort()).toEqual([...holding.direct].sort());
  expect([...roles].sort()).toEqual([...holding.roles].sort());
}

async function makeWorld(doors: readonly Door[]): Promise<World> {
  const [first] = doors;
  if (!first) throw new Error("no door leads to this level");
  const scene = await makeScene(owner, first);
  const { level } = first;
  const bosses = new Map<Door, Someone>();
  for (const door of doors) {
    const secret = await giveKey(owner, door.credential, scene.boss.personId, null);
    bosses.set(door, { ...scene.boss, secret, headers: await door.present(secret) });
  }
  const people: Person[] = [];
  for (let index = 0; index < PEOPLE; index++) {
    const someone = await scene.someone({ permissions: [level.keeps] });
    people.push({ someone, holding: { direct: new Set([level.keeps]), roles: new Set() } });
  }
  const permissions = [await scene.permission(level.keeps), scene.first, scene.second];
  const roles = [scene.role, scene.otherRole];
  const inRole = new Map<string, readonly string[]>();
  for (const { id, name } of roles) inRole.set(name, await permissionsIn(id));
  return { scene, bosses, people, permissions, roles, inRole, starts: [level.keeps] };
}

/** As a retailer sees it: what is for suppliers alone does not exist for it. */
async function permissionsIn(roleId: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select p.name from role_permission rp join permission p on p.id = rp.permission_id
     where rp.role_id = $1 and (p.level <> 'ORGANIZATION' or p.visibility <> 'SUPPLIER')`,
    [roleId],
  );
  return rows.map(({ name }) => name);
}
