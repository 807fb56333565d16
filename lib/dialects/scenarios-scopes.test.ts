import { expect, test } from "vitest";
import { hashSecret } from "@/lib/store/secret";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { DOORS } from "@/lib/testing/doors/all";
import type { Someone } from "@/lib/testing/doors/door";
import { makeScene, type Scene } from "@/lib/testing/doors/scene";

const { owner } = useDatabase("base");

/** The doors that take API tokens; the console takes its own cookie alone. */
const BY_TOKEN = DOORS.filter(({ credential }) => credential !== "CONSOLE");

/** The administrator of the scene, with a token that is narrowed to these permissions; null: to none at all. */
async function narrowed({ boss, door }: Scene, names: readonly string[] | null): Promise<Someone> {
  const secret = await makeToken(owner, boss.personId);
  const hash = hashSecret(secret);
  await owner.query("update api_token set narrowed = $2 where secret_hash = $1", [hash, names !== null]);
  await owner.query(
    `insert into api_token_permission (api_token_id, permission_id)
     select t.id, p.id from api_token t, permission p where t.secret_hash = $1 and p.name = any($2)`,
    [hash, names ?? []],
  );
  return { ...boss, secret, headers: await door.present(secret) };
}

const rights = ({ administrator, door: { level } }: Scene) => [
  ...administrator.permissions,
  ...(level.grantsAny ? [level.grantsAny] : []),
];

async function tries({ door, bob, first, grants }: Scene, asker: Someone) {
  const heard = door.heard(await door.add(asker, bob, [first]));
  return { heard, has: (await grants(bob)).some(({ permission }) => permission === first.name) };
}

test.each(BY_TOKEN)(
  "a token does what its owner may, where it is not narrowed: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    expect(await tries(scene, await narrowed(scene, null))).toEqual({ heard: "ok", has: true });
  },
);

test.each(BY_TOKEN)("a token that is narrowed to what it takes does it: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  expect(await tries(scene, await narrowed(scene, rights(scene)))).toEqual({ heard: "ok", has: true });
});

const OUT: readonly string[] = ["not-allowed", "not-found"];

test.each(BY_TOKEN)("a narrowed token changes nothing beyond its scope: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  for (const names of [[], [door.level.keeps], [door.level.elsewhere]]) {
    const { heard, has } = await tries(scene, await narrowed(scene, names));
    expect(OUT).toContain(heard);
    expect(has).toBe(false);
  }
  expect(await scene.events()).toEqual([]);
});

test.each(BY_TOKEN)("a narrowed token is no wider than its owner is now: through $title", async (door) => {
  const scene = await makeScene(owner, door);
  const asker = await narrowed(scene, rights(scene));
  // Someone else stays who administers.
  await scene.someone({ permissions: rights(scene) });
  await owner.query("delete from permission_grant where membership_id = $1", [scene.boss.memberId]);
  const { heard, has } = await tries(scene, asker);
  expect(OUT).toContain(heard);
  expect(has).toBe(false);
});

test.each(BY_TOKEN)(
  "a narrowed token lists nobody's rights but within its scope: through $title",
  async (door) => {
    const scene = await makeScene(owner, door);
    const open = await door.read(await narrowed(scene, null), scene.bob);
    expect(door.held(open, scene.bob)).toContain(door.level.keeps);
    const closed = await door.read(await narrowed(scene, []), scene.bob);
    expect(OUT).toContain(door.heard(closed));
  },
);
