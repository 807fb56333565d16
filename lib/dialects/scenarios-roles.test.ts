import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { assigned, denial, unassigned } from "@/lib/testing/doors/expected";
import { makeScene } from "@/lib/testing/doors/scene";
import { v1OfSeed002 } from "@/lib/testing/doors/v1";

const { owner } = useDatabase("base");

const GIVING = DOORS.flatMap(({ assign, unassign, ...door }) =>
  assign && unassign ? [{ ...door, assign, unassign }] : [],
);
const SETTING = [...DOORS, v1OfSeed002].flatMap(({ setRole, ...door }) =>
  setRole ? [{ ...door, setRole }] : [],
);

test.each(GIVING)(
  "a role that is assigned is held, recorded once and taken away again: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const { boss, bob, role, first } = scene;
    for (const times of [1, 2])
      expect([times, door.heard(await door.assign(boss, bob, role))]).toEqual([times, "ok"]);
    expect(await scene.assignments(bob)).toEqual([{ role: role.name, by: boss.personId, until: null }]);
    expect(await scene.events()).toEqual([assigned(scene, boss, bob, role.name)]);
    expect(await scene.risen()).toBe(1);
    expect(door.held(await door.read(boss, bob), bob)).toContain(first.name);

    for (const times of [1, 2])
      expect([times, door.heard(await door.unassign(boss, bob, role))]).toEqual([times, "ok"]);
    const [was, gone] = await scene.events();
    expect(gone).toEqual(unassigned(scene, boss, bob, role.name, boss.personId));
    expect(gone).toMatchObject({ before: (was as { after: object }).after });
    expect([await scene.assignments(bob), await scene.risen()]).toEqual([[], 2]);
    expect(door.held(await door.read(boss, bob), bob)).toEqual([door.level.keeps]);
  },
);

test.each(SETTING)("a role that is set takes the place of what was there: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, role, otherRole } = scene;
  for (const times of [1, 2])
    expect([times, door.heard(await door.setRole(boss, bob, role))]).toEqual([times, "ok"]);
  expect(door.heard(await door.setRole(boss, bob, otherRole))).toBe("ok");
  expect(await scene.assignments(bob)).toEqual([{ role: otherRole.name, by: boss.personId, until: null }]);
  expect(await scene.events()).toEqual([
    assigned(scene, boss, bob, role.name),
    unassigned(scene, boss, bob, role.name, boss.personId),
    assigned(scene, boss, bob, otherRole.name),
  ]);
  expect(await scene.risen()).toBe(2);
});

test.each(GIVING)(
  "who may not change people assigns no role, and it is on record: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const plain = await scene.someone({ role: scene.role.name });
    const answers = [
      await door.assign(plain, scene.bob, scene.role),
      await door.unassign(plain, plain, scene.role),
    ];
    expect(answers.map(door.heard)).toEqual(["not-allowed", "not-allowed"]);
    expect(await scene.denials()).toEqual(answers.map(() => denial(scene, plain, "not-allowed")));
    expect([await scene.events(), await scene.risen()]).toEqual([[], 0]);
  },
);

test.each(GIVING)("a role that is none is not found, and neither is nobody: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const none = { id: randomUUID(), number: 2_000_000_000, name: "none" };
  const answers = [
    await door.assign(scene.boss, scene.bob, none),
    await door.unassign(scene.boss, scene.bob, none),
    await door.assign(scene.boss, scene.missing, scene.role),
  ];
  expect(answers.map(door.heard)).toEqual(["not-found", "not-found", "not-found"]);
  expect([await scene.events(), await scene.risen()]).toEqual([[], 0]);
});

const STRICT = GIVING.filter(({ level }) => level.grantsAny !== null);

test.each(STRICT)("no one assigns a role that gives what he does not hold: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const editor = await scene.someone(scene.administrator);
  const rita = await scene.someone({ role: scene.adminRole.name });
  const answers = [
    await door.assign(editor, scene.bob, scene.role),
    await door.unassign(editor, rita, scene.adminRole),
  ];
  expect(answers.map(door.heard)).toEqual(["above-your-own", "above-your-own"]);
  expect(await scene.denials()).toEqual(answers.map(() => denial(scene, editor, "above-your-own")));
  expect([await scene.events(), await scene.risen()]).toEqual([[], 0]);
});

/** Nobody administers but who has the role for it. */
async function makeReign(door: (typeof GIVING)[number]) {
  const scene = await makeScene(owner, door);
  const king = await scene.someone({ role: scene.adminRole.name });
  await owner.query("delete from membership where id = $1", [scene.boss.memberId]);
  return { ...scene, scene, king };
}

test.each(GIVING)("the last role that can change people stays: through $title", async (door) => {
  const { scene, king, adminRole } = await makeReign(door);
  expect(door.heard(await door.unassign(king, king, adminRole))).toBe("last-admin");
  expect(await scene.assignments(king)).toHaveLength(1);
  expect(await scene.denials()).toMatchObject([{ code: "last-admin", person: king.personId }]);
  expect([await scene.events(), await scene.risen()]).toEqual([[], 0]);
});

test.each(GIVING)(
  "two who lay their roles down at the same moment never leave nobody: through $title",
  async (door) => {
    for (let round = 0; round < 10; round++) {
      const { scene, king, adminRole } = await makeReign(door);
      const queen = await scene.someone({ role: adminRole.name });
      const answers = await Promise.all([king, queen].map((each) => door.unassign(each, each, adminRole)));
      expect(answers.map(door.heard).sort()).toEqual(["last-admin", "ok"]);
      const left = [...(await scene.assignments(king)), ...(await scene.assignments(queen))];
      expect(left).toEqual([{ role: adminRole.name, by: null, until: null }]);
      expect([await scene.events(), await scene.risen()]).toMatchObject([[{ kind: "role.unassigned" }], 1]);
    }
  },
);

test.each(GIVING)("a role that ran out is out at the next request: through $title", async (door) => {
  const { scene, king, bob, role, adminRole } = await makeReign(door);
  const deputy = await scene.someone({ role: adminRole.name });
  expect(door.heard(await door.assign(deputy, bob, role))).toBe("ok");
  await owner.query(
    "update role_assignment set expires_at = now() - interval '1 second' where membership_id = $1",
    [deputy.memberId],
  );
  expect(door.heard(await door.unassign(deputy, bob, role))).toBe("not-allowed");
  expect(door.heard(await door.unassign(king, king, adminRole))).toBe("last-admin");
  expect(await scene.assignments(bob)).toHaveLength(1);
});
