import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import type { Answer, Someone, Target } from "@/lib/testing/doors/door";
import { denial } from "@/lib/testing/doors/expected";
import { endKey } from "@/lib/testing/doors/keys";
import { promise } from "@/lib/testing/doors/promise";
import { makeScene, type Scene } from "@/lib/testing/doors/scene";
import { openGate } from "@/lib/testing/project-scene";

const { owner } = useDatabase("base");

/** Asks for every change of permissions that the door knows; each would make a difference. */
async function askAll({ door, first, second }: Scene, asker: Someone, target: Target): Promise<Answer[]> {
  const added = await door.add(asker, target, [first]);
  const removed = await door.remove(asker, target, [second]);
  return door.set ? [added, removed, await door.set(asker, target, [first])] : [added, removed];
}

/** Nobody's rows have moved, and the audit says nothing of it. */
async function untouched({ bob, boss, door, grants, events, risen }: Scene): Promise<void> {
  expect(await grants(bob)).toEqual([{ permission: door.level.keeps, by: null, until: null }]);
  expect((await grants(boss)).map(({ by }) => by)).toEqual((await grants(boss)).map(() => null));
  expect([await events(), await risen()]).toEqual([[], 0]);
}

test.each(DOORS)(
  "who may not change people changes nothing, and it is on record: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const plain = await scene.someone({ permissions: [door.level.keeps] });
    const answers = await askAll(scene, plain, scene.bob);
    expect(answers.map(door.heard)).toEqual(answers.map(() => "not-allowed"));
    expect(await scene.denials()).toEqual(answers.map(() => denial(scene, plain, "not-allowed")));
    await untouched(scene);
  },
);

test.each(DOORS)("who is suspended everywhere is nobody: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const asker = await scene.someone(scene.administrator);
  await owner.query("update person set suspended_at = now() where id = $1", [asker.personId]);
  const answers = [...(await askAll(scene, asker, scene.bob)), await door.read(asker, scene.bob)];
  expect(answers.map(door.heard)).toEqual(answers.map(() => "unauthenticated"));
  expect(await scene.denials()).toEqual([]);
  await untouched(scene);
});

test.each(DOORS)("a credential that is bound falls with the membership: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const suspended = { ...scene.administrator, status: "SUSPENDED" };
  const asker = await scene.someone(suspended, scene.place, scene.place.organizationId);
  const answers = [...(await askAll(scene, asker, scene.bob)), await door.read(asker, scene.bob)];
  expect(answers.map(door.heard)).toEqual(answers.map(() => "unauthenticated"));
  await untouched(scene);
});

test.each(DOORS)("who is suspended or removed here does not see the place: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const suspended = await scene.someone({ ...scene.administrator, status: "SUSPENDED" });
  const removed = await scene.someone(scene.administrator);
  await owner.query("delete from membership where id = $1", [removed.memberId]);
  for (const asker of [suspended, removed]) {
    const answers = [...(await askAll(scene, asker, scene.bob)), await door.read(asker, scene.bob)];
    expect(answers.map(door.heard)).toEqual(answers.map(() => "not-found"));
  }
  await untouched(scene);
});

promise("what a suspended one was refused is on record", [], async (door) => {
  const scene = await makeScene(owner, door);
  const asker = await scene.someone({ ...scene.administrator, status: "SUSPENDED" });
  const answers = await askAll(scene, asker, scene.bob);
  // v1 names an organization alone; that the membership is in one of its projects is not for a stranger to hear.
  const noun = scene.place.projectId && door.title !== "v1 (project)" ? "project" : "organization";
  // No request of the Crux family names an organization, and a token of someone who has none stands for none.
  const named = door.title === "crux" ? { organization: null } : {};
  expect(await scene.denials()).toEqual(
    answers.map(() => ({ ...denial(scene, asker, "not-found", noun), ...named })),
  );
});

test.each(DOORS)(
  "a credential that has ended opens nothing, its owner's next one does: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    for (const how of ["expired", "revoked"] as const) {
      const asker = await scene.someone(scene.administrator);
      await endKey(owner, door.credential, asker.secret, how);
      const answers = [...(await askAll(scene, asker, scene.bob)), await door.read(asker, scene.bob)];
      expect(answers.map(door.heard)).toEqual(answers.map(() => "unauthenticated"));
    }
    await untouched(scene);
    expect(door.heard(await door.add(scene.boss, scene.bob, [scene.first]))).toBe("ok");
  },
);

const STRICT = DOORS.filter(({ level }) => level.grantsAny !== null);

test.each(STRICT)("no one hands out what he does not hold: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const editor = await scene.someone(scene.administrator);
  const answers = [await door.add(editor, scene.bob, [scene.first])];
  if (door.set) answers.push(await door.set(editor, scene.bob, [scene.first]));
  expect(answers.map(door.heard)).toEqual(answers.map(() => "above-your-own"));
  expect(await scene.denials()).toEqual(answers.map(() => denial(scene, editor, "above-your-own")));
  await untouched(scene);
});

test.each(STRICT)("no one changes who holds more than he does: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const editor = await scene.someone(scene.administrator);
  const rich = await scene.someone({ permissions: [door.level.keeps, door.level.second] });
  const keeps = await scene.permission(door.level.keeps);
  const answers = [await door.remove(editor, rich, [scene.second]), await door.remove(editor, rich, [keeps])];
  expect(answers.map(door.heard)).toEqual(["above-your-own", "above-your-own"]);
  expect(await scene.grants(rich)).toHaveLength(2);
  await untouched(scene);
});

test.each(DOORS)("the last one who can change people stays: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const { boss, administers } = scene;
  const keeps = await scene.permission(door.level.keeps);
  const answers = [await door.remove(boss, boss, [administers])];
  if (door.set) answers.push(await door.set(boss, boss, [keeps]));
  expect(answers.map(door.heard)).toEqual(answers.map(() => "last-admin"));
  const noun = scene.place.projectId ? "project" : "organization";
  expect(await scene.denials()).toEqual(answers.map(() => denial(scene, boss, "last-admin", noun)));
  await untouched(scene);
});

test.each(DOORS.filter(({ level }) => level.name === "PROJECT"))(
  "a gated permission is given only where its gate is open: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const gated = await scene.permission("CAN_IMPERSONATE_OTHER_USERS");
    expect(door.heard(await door.add(scene.boss, scene.bob, [gated]))).toBe("gated");
    expect(await scene.denials()).toEqual([denial(scene, scene.boss, "gated")]);
    await untouched(scene);
    const { organizationId, projectId = "" } = scene.place;
    await openGate(owner, { organizationId, projectId });
    expect(door.heard(await door.add(scene.boss, scene.bob, [gated]))).toBe("ok");
    expect(await scene.risen()).toBe(1);
  },
);
