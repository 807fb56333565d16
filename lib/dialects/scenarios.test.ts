import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import { added, removed } from "@/lib/testing/doors/expected";
import { makeScene, type Scene } from "@/lib/testing/doors/scene";

const { owner } = useDatabase("base");

/** What the tables say of Bob beside what he had from the start. */
async function given({ grants, bob, door }: Scene) {
  return (await grants(bob)).filter(({ permission }) => permission !== door.level.keeps);
}

async function names({ door, boss, bob }: Scene): Promise<string[]> {
  return [...door.held(await door.read(boss, bob), bob)].sort();
}

async function unchanged(scene: Scene): Promise<void> {
  const { keeps } = scene.door.level;
  expect(await scene.grants(scene.bob)).toEqual([{ permission: keeps, by: null, until: null }]);
  expect([await scene.events(), await scene.risen()]).toEqual([[], 0]);
}

test.each(DOORS)("what is added is held, recorded once and read back: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, first } = scene;
  expect(door.heard(await door.add(boss, bob, [first]))).toBe("ok");
  expect(await given(scene)).toEqual([{ permission: first.name, by: boss.personId, until: null }]);
  expect(await scene.events()).toEqual([added(scene, boss, bob, first.name)]);
  expect(await scene.risen()).toBe(1);
  expect(await names(scene)).toEqual([door.level.keeps, first.name].sort());
  expect(await scene.denials()).toEqual([]);
});

test.each(DOORS)("what is added again is a success that records nothing: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, first } = scene;
  await door.add(boss, bob, [first]);
  const rows = await given(scene);
  const deputy = await scene.someone({ permissions: [...scene.administrator.permissions, first.name] });
  for (const asker of [boss, deputy]) expect(door.heard(await door.add(asker, bob, [first]))).toBe("ok");
  expect(await given(scene)).toEqual(rows);
  expect(await scene.events()).toHaveLength(1);
  expect(await scene.risen()).toBe(1);
});

test.each(DOORS)("what is removed is gone, recorded with what it was: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, first } = scene;
  await door.add(boss, bob, [first]);
  expect(door.heard(await door.remove(boss, bob, [first]))).toBe("ok");
  expect(await given(scene)).toEqual([]);
  const [was, gone] = await scene.events();
  expect([was, gone]).toEqual([
    added(scene, boss, bob, first.name),
    removed(scene, boss, bob, first.name, boss.personId),
  ]);
  expect(gone).toMatchObject({ before: (was as { after: object }).after });
  expect(await scene.risen()).toBe(2);
  expect(await names(scene)).toEqual([door.level.keeps]);
});

test.each(DOORS)("what is removed again is a success that records nothing: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, first } = scene;
  for (const times of [1, 2])
    expect([times, door.heard(await door.remove(boss, bob, [first]))]).toEqual([times, "ok"]);
  await unchanged(scene);
});

const LISTING = DOORS.filter(({ takesLists }) => takesLists);

test.each(LISTING)("a list is one command: one revision, an event for each: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, first, second } = scene;
  expect(door.heard(await door.add(boss, bob, [first, second, first]))).toBe("ok");
  expect(await given(scene)).toMatchObject([{ permission: first.name }, { permission: second.name }]);
  const events = [added(scene, boss, bob, first.name), added(scene, boss, bob, second.name)];
  expect(await scene.events()).toEqual(events);
  expect(await scene.risen()).toBe(1);
  expect(door.heard(await door.remove(boss, bob, [first, second]))).toBe("ok");
  expect([await given(scene), await scene.risen()]).toEqual([[], 2]);
});

test.each(LISTING)("of a list with one bad item nothing is applied: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, first, second, nonsense, elsewhere } = scene;
  for (const bad of [nonsense, elsewhere]) {
    for (const list of [
      [first, bad],
      [bad, first],
      [first, bad, second],
    ])
      expect(door.heard(await door.add(boss, bob, list))).toBe("unknown-permission");
  }
  await unchanged(scene);
});

test.each(DOORS)("a permission that the level does not have is unknown: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, bob, nonsense, elsewhere } = scene;
  for (const bad of [nonsense, elsewhere]) {
    expect(door.heard(await door.add(boss, bob, [bad]))).toBe("unknown-permission");
    if (!door.onlySets) expect(door.heard(await door.remove(boss, bob, [bad]))).toBe("unknown-permission");
  }
  await unchanged(scene);
  expect(await scene.denials()).toEqual([]);
});

const SETTING = DOORS.flatMap((door) => (door.set ? [{ ...door, set: door.set }] : []));

test.each(SETTING)(
  "what is set replaces what was there, and only that is recorded: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const { boss, bob, first, second } = scene;
    await door.add(boss, bob, [first]);
    expect(door.heard(await door.set(boss, bob, [first, second]))).toBe("ok");
    expect(door.heard(await door.set(boss, bob, [second, first]))).toBe("ok");
    expect((await scene.grants(bob)).map(({ permission }) => permission)).toEqual(
      [first.name, second.name].sort(),
    );
    expect((await scene.events()).slice(1)).toEqual([
      removed(scene, boss, bob, door.level.keeps, null),
      added(scene, boss, bob, second.name),
    ]);
    expect(await scene.risen()).toBe(2);
  },
);

const GIVING = DOORS.filter(({ onlySets }) => !onlySets);

test.each(GIVING)("what a role gives is not taken away at the person: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, first, role } = scene;
  const rita = await scene.someone({ permissions: [door.level.keeps], role: role.name });
  expect(door.heard(await door.remove(boss, rita, [first]))).toBe("inherited");
  expect(door.held(await door.read(boss, rita), rita)).toContain(first.name);
  expect([await scene.events(), await scene.denials(), await scene.risen()]).toEqual([[], [], 0]);
});
