import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { hashSecret } from "@/lib/store/secret";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import {
  allPages,
  auditKinds,
  makeOrganizationScene,
  type OrganizationScene,
} from "@/lib/testing/organization-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

let scene: OrganizationScene;
let operator: string;

beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  const member = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Operator", "SUPERUSER"] },
  );
  operator = await makeToken(owner, member.personId);
});

const find = (search: string, token = operator) =>
  ask("GET", `/support/people?search=${encodeURIComponent(search)}`, { token });

const makeSession = async (personId: string, secret = randomUUID()) => {
  const { rows } = await owner.query(
    "insert into session (kind, secret_hash, person_id, expires_at) values ('CONSOLE', $1, $2, now() + interval '1 day') returning id",
    [hashSecret(secret), personId],
  );
  return { id: rows[0].id as string, token: secret };
};

test("an operator finds anyone by words, uuid or integer", async () => {
  const { member } = scene;
  const word = `Zed${randomUUID().slice(0, 8)}`;
  await owner.query("update person set first_name = $2, last_name = 'Quill' where id = $1", [
    member.personId,
    word,
  ]);
  const { rows } = await owner.query("select number from person where id = $1", [member.personId]);
  for (const search of [
    `quill ${word.toLowerCase()}`,
    member.personId.toUpperCase(),
    String(rows[0].number),
    member.email,
  ]) {
    expect((await find(search)).body).toMatchObject({
      items: [{ id: member.personId, number: rows[0].number }],
      next_cursor: null,
    });
  }
  expect((await find("99999999999999")).body.items).toEqual([]);
  expect((await find(randomUUID())).body.items).toEqual([]);
  expect((await find(" ")).status).toBe(422);
});

test("pages of people found have no gap and no repeat", async () => {
  const word = randomUUID().slice(0, 8);
  for (let index = 0; index < 5; index++)
    await owner.query("insert into person (email, last_name) values ($1, $2)", [
      `${randomUUID()}@example.com`,
      word,
    ]);
  const pages = await allPages<{ id: string }>(
    (query) => ask("GET", `/support/people?search=${word}&${query}`, { token: operator }),
    2,
  );
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(5);
});

test("everything about a person in every organization stands on one page", async () => {
  const { stranger, organizationId, foreignId } = scene;
  await makeMember(
    owner,
    { organizationId },
    { personId: stranger.personId, permissions: ["edit_org_users"] },
  );
  await makeSession(stranger.personId);
  const { body } = await ask("GET", `/support/people/${stranger.personId}`, { token: operator });
  expect(body).toMatchObject({ id: stranger.personId, email: stranger.email, locked: false });
  expect(body.memberships.map(({ organization_id: id }: { organization_id: string }) => id).sort()).toEqual(
    [organizationId, foreignId].sort(),
  );
  const here = body.memberships.find(
    ({ organization_id: id }: { organization_id: string }) => id === organizationId,
  );
  expect(here.access.map(({ name }: { name: string }) => name).sort()).toEqual([
    "edit_org_users",
    "view_org_users",
  ]);
  expect([body.sessions.length, body.api_keys.length]).toEqual([1, 1]);
  expect((await ask("GET", `/support/people/${randomUUID()}`, { token: operator })).body.detail).toBe(
    "No such person.",
  );
});

test("a locked person is listed and unlocked; a person's sessions are ended at once", async () => {
  const { member } = scene;
  await owner.query("update person set locked_at = now(), failed_attempts = 10 where id = $1", [
    member.personId,
  ]);
  const session = await makeSession(member.personId);
  expect((await ask("GET", "/support/locked", { token: operator })).body).toMatchObject([
    { id: member.personId },
  ]);
  const before = (await auditKinds(owner, SYSTEM_ORGANIZATION)).length;
  expect((await ask("POST", `/support/people/${member.personId}/unlock`, { token: operator })).status).toBe(
    204,
  );
  expect((await ask("GET", "/support/locked", { token: operator })).body).toEqual([]);
  expect((await ask("GET", "/sessions", { token: session.token })).status).toBe(200);
  expect((await ask("POST", `/support/people/${member.personId}/logoff`, { token: operator })).status).toBe(
    204,
  );
  expect((await ask("GET", "/sessions", { token: session.token })).status).toBe(401);
  expect((await auditKinds(owner, SYSTEM_ORGANIZATION)).slice(before)).toEqual([
    "person.unlocked",
    "sessions.revoked",
  ]);
});

test("to everyone else there is no support desk", async () => {
  const { boss } = scene;
  expect((await find("x", boss.token)).status).toBe(404);
  for (const [method, tail] of [
    ["GET", ""],
    ["POST", "/unlock"],
    ["POST", "/logoff"],
  ] as const) {
    expect((await ask(method, `/support/people/${boss.personId}${tail}`, { token: boss.token })).status).toBe(
      404,
    );
  }
  expect((await ask("GET", "/support/locked", { token: boss.token })).status).toBe(404);
});

test("one sees and ends one's own sessions, and nobody else's", async () => {
  const { boss, member } = scene;
  const [mine, other, his] = [
    await makeSession(boss.personId),
    await makeSession(boss.personId),
    await makeSession(member.personId),
  ];
  const { body } = await ask("GET", "/sessions", { token: mine.token });
  expect(body.map(({ id, current }: { id: string; current: boolean }) => [id, current])).toEqual(
    expect.arrayContaining([
      [mine.id, true],
      [other.id, false],
    ]),
  );
  expect(body).toHaveLength(2);
  const foreign = await ask("DELETE", `/sessions/${his.id}`, { token: mine.token });
  const missing = await ask("DELETE", `/sessions/${randomUUID()}`, { token: mine.token });
  expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  expect((await ask("DELETE", `/sessions/${other.id.toUpperCase()}`, { token: mine.token })).status).toBe(
    204,
  );
  expect((await ask("GET", "/sessions", { token: other.token })).status).toBe(401);
  expect((await ask("GET", "/sessions", { token: his.token })).status).toBe(200);
  const bound = await makeToken(owner, boss.personId, scene.organizationId);
  expect((await ask("GET", "/sessions", { token: bound })).status).toBe(403);
});
