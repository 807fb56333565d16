import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import type { Answer, Someone, Target } from "@/lib/testing/doors/door";
import { denial } from "@/lib/testing/doors/expected";
import { ORGANIZATION } from "@/lib/testing/doors/level";
import { promise } from "@/lib/testing/doors/promise";
import { makeScene, type Scene } from "@/lib/testing/doors/scene";

const { owner } = useDatabase("base");

/** All that an asker could compare: the answers without the ids that he had sent himself. */
async function answersTo({ door, first }: Scene, asker: Someone, target: Target): Promise<Answer[]> {
  const answers = [
    await door.add(asker, target, [first]),
    await door.remove(asker, target, [first]),
    ...(door.set ? [await door.set(asker, target, [first])] : []),
    await door.read(asker, target),
  ];
  return answers.map((answer) => ({ ...answer, text: answer.text.replaceAll(target.memberId, "<id>") }));
}

/** The administrator of another organization; beside the system they all are that. */
async function foreigner(scene: Scene): Promise<Someone> {
  const { level } = scene.door;
  if (level.name !== "SYSTEM") return scene.someone(scene.administrator, await level.makePlace(owner));
  return scene.someone({ role: ORGANIZATION.adminRole }, await ORGANIZATION.makePlace(owner));
}

async function untouched({ bob, boss, door, grants, events, risen }: Scene): Promise<void> {
  expect(await grants(bob)).toEqual([{ permission: door.level.keeps, by: null, until: null }]);
  expect((await grants(boss)).every(({ by }) => by === null)).toBe(true);
  expect([await events(), await risen()]).toEqual([[], 0]);
}

// To the exchange there is no other organization: everyone may be given a system permission.
const DIVIDED = DOORS.filter(({ name }) => name !== "exchange");

test.each(DIVIDED)(
  "someone of another organization is to be found nowhere here: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const { boss, place, missing, first } = scene;
    const stranger = { ...(await foreigner(scene)), place };
    const kept = await scene.grants(stranger);
    for (const target of [stranger, missing]) {
      const answers = [await door.add(boss, target, [first]), await door.remove(boss, target, [first])];
      expect(answers.map(door.heard)).toEqual(["not-found", "not-found"]);
    }
    const denials = await scene.denials();
    expect(denials).toHaveLength(4);
    const unfound = { ...denial(scene, boss, "not-found"), noun: expect.any(String) };
    expect(denials).toEqual(denials.map(() => unfound));
    expect(await answersTo(scene, boss, stranger)).toEqual(await answersTo(scene, boss, missing));
    expect(await scene.grants(stranger)).toEqual(kept);
    await untouched(scene);
  },
);

test.each(DOORS)("to who asks from another organization nobody is here: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const stranger = await foreigner(scene);
  const answers = await answersTo(scene, stranger, scene.bob);
  expect(answers.map(door.heard)).toEqual(answers.map(() => "not-found"));
  const denials = await scene.denials();
  expect(denials).toHaveLength(answers.length);
  // Crux reads the organization off the token: there it is the asker's own that has no such user.
  const organization = door.name === "crux" ? stranger.place.organizationId : scene.place.organizationId;
  const unfound = { ...denial(scene, stranger, "not-found"), organization, noun: expect.any(String) };
  expect(denials).toEqual(denials.map(() => unfound));
  await untouched(scene);
});

/** What an asker hears about Bob is to the byte what he hears about nobody. */
const equal = async (scene: Scene, asker: Someone, nobody: Target) =>
  expect(await answersTo(scene, asker, scene.bob)).toEqual(await answersTo(scene, asker, nobody));

/** Nobody in no organization: what anyone may ask about who has made the ids up. */
const nowhere = ({ missing, place }: Scene): Target => ({
  ...missing,
  place: { organizationId: randomUUID(), ...(place.projectId ? { projectId: randomUUID() } : {}) },
});

promise("a stranger learns of nobody whether he is here", [], async (door) => {
  const scene = await makeScene(owner, door);
  await equal(scene, await foreigner(scene), scene.missing);
});

promise("a stranger learns of no place whether it is one", [], async (door) => {
  const scene = await makeScene(owner, door);
  await equal(scene, await foreigner(scene), nowhere(scene));
});

// v1's path names no project: its own people are told "not allowed" of one another, and "not found" of everyone else.
promise("who may not change people learns of nobody whether he is here", ["v1 (project)"], async (door) => {
  const scene = await makeScene(owner, door);
  const plain = await scene.someone({ permissions: [door.level.second] });
  await equal(scene, plain, scene.missing);
});
