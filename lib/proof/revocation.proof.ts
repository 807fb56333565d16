import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { makeScene } from "@/lib/testing/doors/scene";
import { makeMember } from "@/lib/testing/fixtures";
import { insertMembers, insertPeople, insertRoles, newPerson } from "./races/people";
import { report, rounds } from "./report";
import { USES, type Use } from "./revocation/uses";
import { type Editor, type Scene, type TakenAway, WAYS } from "./revocation/ways";

const { owner } = useDatabase("base");

/** How many uses are on their way when the right is taken, and how many start when that is acknowledged. */
const BEFORE = 3;
const AFTER = 2;
/** So many rights are being taken at one moment; one where taking hits everybody. */
const AT_ONCE = 3;

/** The short form tries a third of the doors with each way, another third with the next. */
const SHARE = rounds(3, 1);
const usesOf = (way: TakenAway) =>
  USES.filter(way.at).filter((_, index) => index % SHARE === WAYS.indexOf(way) % SHARE);

const COMBINATIONS = WAYS.flatMap(usesOf).length;
const EACH = Math.ceil(rounds(COMBINATIONS, 10_000) / COMBINATIONS);

test.each(WAYS)("whatever starts after $name fails, through every door", async (way) => {
  const wrong: string[] = [];
  let cases = 0;
  for (const use of usesOf(way)) {
    const { scene, bob, what, editors } = await prepare(use, way);
    cases += editors.length;
    // Else nobody ever had the right, and nothing is tried.
    const could = editors[0] && (await use.act(editors[0], bob, what, 0));
    if (!could) wrong.push(`${use.door.title}: it could not be used before`);
    const lane = async () => {
      for (let editor = editors.shift(); editor; editor = editors.shift()) {
        const turn = editors.length;
        const asker = editor;
        const act = (_: unknown, index: number) => use.act(asker, bob, what, turn + index);
        const inFlight = Array.from({ length: BEFORE }, act);
        const taken = await way.take(scene, editor);
        // From here on it is acknowledged.
        const after = await Promise.all(Array.from({ length: AFTER }, act));
        await Promise.all(inFlight);
        if (!taken) wrong.push(`${use.door.title}: it was not taken away`);
        if (after.some(Boolean)) wrong.push(`${use.door.title}: used afterwards`);
        await way.restore?.(scene, editor);
      }
    };
    await Promise.all(Array.from({ length: way.restore ? 1 : AT_ONCE }, lane));
  }
  await report({ promise: `What starts after ${way.name} fails`, cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

/** A place with its boss, Bob whom everything is done to, and as many editors as there are rounds. */
async function prepare(use: Use, way: TakenAway) {
  const { level } = use.door;
  const door = DOORS.find(({ title }) => title === use.door.title) ?? DOORS[0];
  if (!door) throw new Error("there is no door");
  const { boss, bob, place, first, administers, adminRole } = await makeScene(owner, door);
  const system = { organizationId: SYSTEM_ORGANIZATION };
  const operator = await makeMember(owner, system, { permissions: ["Operator", "SUPERUSER"] });
  const scene: Scene = { owner, use, boss, operator: operator.principal, right: administers, adminRole };
  const { organizationId, projectId = null } = place;
  const rights = [level.keeps, level.administers, ...(level.grantsAny ? [level.grantsAny] : [])];
  const own = Array.from({ length: EACH }, () => randomUUID());
  if (way.by === "own role") await insertRoles(owner, organizationId, level.name, own, rights);
  const roleOf = { grant: () => null, role: () => adminRole.id, "own role": (index: number) => own[index] };
  const people = own.map((_, index) => newPerson(roleOf[way.by](index) ?? null));
  const session = use.door.credential === "EXCHANGE" ? "EXCHANGE" : "CONSOLE";
  const numbers = await insertPeople(owner, { organizationId, projectId }, people, rights, session);
  const above = people.map(({ personId }) => ({ memberId: randomUUID(), personId }));
  if (projectId !== null) await insertMembers(owner, { organizationId, projectId: null }, above);
  const editors = people.map(async (person, index): Promise<Editor> => {
    const secret = use.door.credential === "token" ? person.token : person.session;
    return {
      ...{ ...person, secret, place, number: numbers.get(person.personId) ?? 0 },
      aboveId: projectId === null ? person.memberId : (above[index]?.memberId ?? ""),
      principal: { ...boss.principal, personId: person.personId, label: person.email },
      headers: await use.door.present(secret),
    };
  });
  return { scene, bob, what: first, editors: await Promise.all(editors) };
}
