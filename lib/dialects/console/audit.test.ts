import { expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");

async function makeScene() {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(owner, { organizationId });
  const rename = (name: string) =>
    changeAccess(boss.principal, { organizationId, changes: [{ kind: "rename-organization", name }] });
  const give = { kind: "add-permission", member: bob.memberId, permission: "view_items" } as const;
  await changeAccess(boss.principal, { organizationId, changes: [give] });
  await rename(`=HYPERLINK("http://${organizationId}.example")`);
  const ask = async (person: { personId: string }, path: string) =>
    handle(
      new Request(`http://localhost/api/console/organizations/${organizationId}/audit-log${path}`, {
        headers: { authorization: `Token ${await makeToken(owner, person.personId)}` },
      }),
    );
  return { organizationId, boss, bob, ask };
}

test("a page has the events, newest first, with the names of everyone in them", async () => {
  const { boss, bob, ask } = await makeScene();
  const first = await (await ask(boss, "?limit=1")).json();
  expect(first.events).toMatchObject([{ kind: "organization.renamed", revision: 2 }]);
  const second = await (await ask(boss, `?limit=1&before=${first.next}`)).json();
  expect(second).toMatchObject({ events: [{ kind: "permission.added" }], next: null });
  expect(second.people.map(({ id }: { id: string }) => id).sort()).toEqual(
    [boss.personId, bob.personId].sort(),
  );
});

test("the CSV runs no formula, and the NDJSON has every column that the hash is over", async () => {
  const { boss, ask } = await makeScene();
  const csv = await (await ask(boss, "/export?format=csv")).text();
  expect(csv.split("\r\n").filter(Boolean)).toHaveLength(3);
  expect(csv).toContain("'=HYPERLINK");
  expect(csv).not.toMatch(/(^|,)"?=/m);
  const lines = (await (await ask(boss, "/export?format=ndjson")).text()).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).kind)).toEqual(["organization.renamed", "permission.added"]);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    previous_hash: expect.any(String),
    hash: expect.any(String),
  });
});

test("what an undo would do is told before it is done", async () => {
  const { boss, bob, ask } = await makeScene();
  const preview = await (await ask(boss, "/1/undo")).json();
  expect(preview.effects).toMatchObject([{ kind: "permission.removed", membershipId: bob.memberId }]);
});

test("who may not read the audit gets neither a page nor a file nor a name", async () => {
  const { bob, ask } = await makeScene();
  for (const path of ["", "/export?format=csv", "/actors", "/verification"])
    expect((await ask(bob, path)).status).toBe(403);
});

test("oldest first, the pages go on towards what is newer", async () => {
  const { boss, ask } = await makeScene();
  const first = await (await ask(boss, "?limit=1&oldestFirst=true")).json();
  expect(first.events).toMatchObject([{ kind: "permission.added", revision: 1 }]);
  const second = await (await ask(boss, `?limit=1&oldestFirst=true&before=${first.next}`)).json();
  expect(second).toMatchObject({ events: [{ kind: "organization.renamed" }], next: null });
});
