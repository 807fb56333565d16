import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { questionOf } from "@/lib/core/question";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { store } from "./database";
import { readSnapshot } from "./snapshot";

const { owner } = useDatabase("base");

test("of another organization's roles nothing is read", async () => {
  const [organizationId, other] = [await makeOrganization(owner), await makeOrganization(owner)];
  const boss = await makeMember(owner, { organizationId }, { permissions: ["edit_org_roles"] });
  const role = randomUUID();
  await owner.query(
    "insert into role (id, organization_id, level, name) values ($1, $2, 'ORGANIZATION', 'Theirs')",
    [role, other],
  );
  const command = { organizationId, changes: [{ kind: "rename-role", role, name: "Ours" } as const] };
  const snapshot = await readSnapshot(store().pool, boss.principal, command, questionOf(command));
  expect(snapshot?.roles).toEqual([]);
});

test("of other people's tokens those are read that are bound here, and no others", async () => {
  const [organizationId, other] = [await makeOrganization(owner), await makeOrganization(owner)];
  const boss = await makeMember(owner, { organizationId }, { permissions: ["create_api_key"] });
  const bob = await makeMember(owner, { organizationId });
  await makeToken(owner, bob.personId);
  await owner.query("update api_token set organization_id = $2 where person_id = $1", [bob.personId, other]);
  const { rows } = await owner.query<{ id: string }>("select id from api_token where person_id = $1", [
    bob.personId,
  ]);
  const changes = rows.map(({ id }) => ({ kind: "revoke-token", token: id }) as const);
  expect(changes).toHaveLength(1);
  const command = { organizationId, changes };
  const snapshot = await readSnapshot(store().pool, boss.principal, command, questionOf(command));
  expect(snapshot?.tokens).toEqual([]);
});

test("who acts as himself has each of his memberships once", async () => {
  const organizationId = await makeOrganization(owner);
  const { principal, personId, memberId } = await makeMember(owner, { organizationId });
  const asHimself = { ...principal, actingAs: { personId, label: "himself" } };
  const snapshot = await readSnapshot(store().pool, asHimself, { organizationId });
  expect(snapshot?.actor.map(({ id }) => id)).toEqual([memberId]);
});
