import { expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

const IMPERSONATE = "CAN_IMPERSONATE_OTHER_USERS";

async function makeScene(callerHolds: readonly string[], targetHolds: readonly string[]) {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const caller = await makeMember(owner, { organizationId, projectId }, { permissions: callerHolds });
  const target = await makeMember(owner, { organizationId, projectId }, { permissions: targetHolds });
  const token = await makeToken(owner, caller.personId);
  const headers = { "x-impersonate-email": target.email.toUpperCase() };
  return { organizationId, projectId, caller, target, token, headers, path: `/projects/${projectId}/users` };
}

async function usesIn(organizationId: string) {
  const { rows } = await owner.query(
    "select kind, door, actor_id, person_id, project_id from audit_event where organization_id = $1 and kind = 'impersonation.used'",
    [organizationId],
  );
  return rows;
}

test("a read on someone's behalf is his read, and both stand in the audit", async () => {
  const scene = await makeScene([IMPERSONATE, "CAN_VIEW_DATA"], []);
  expect((await ask("GET", scene.path, { token: scene.token })).status).toBe(200);
  expect((await ask("GET", scene.path, scene)).status).toBe(403);
  expect(await usesIn(scene.organizationId)).toEqual([
    {
      kind: "impersonation.used",
      door: "projects",
      actor_id: scene.caller.personId,
      person_id: scene.target.personId,
      project_id: scene.projectId,
    },
  ]);
});

test("it never gives more than the caller's own", async () => {
  const blind = await makeScene([IMPERSONATE], ["CAN_PERFORM_ADMIN_ACTIONS", "CAN_VIEW_DATA"]);
  expect((await ask("GET", blind.path, blind)).status).toBe(403);
  expect((await ask("GET", blind.path.replace("users", "invites"), blind)).status).toBe(403);
  const seeing = await makeScene([IMPERSONATE, "CAN_VIEW_DATA"], ["CAN_PERFORM_ADMIN_ACTIONS"]);
  await owner.query(
    "insert into permission_grant (membership_id, permission_id, organization_id, level) select $1, id, $2, level from permission where name = 'CAN_VIEW_DATA'",
    [seeing.target.memberId, seeing.organizationId],
  );
  expect((await ask("GET", seeing.path, seeing)).status).toBe(200);
  expect(await usesIn(blind.organizationId)).toHaveLength(2);
  expect(await usesIn(seeing.organizationId)).toHaveLength(1);
});

test("without the right, or for someone who is not in the project, it is ignored", async () => {
  const scene = await makeScene(["CAN_VIEW_DATA"], []);
  expect((await ask("GET", scene.path, scene)).status).toBe(200);
  const able = await makeScene([IMPERSONATE, "CAN_VIEW_DATA"], []);
  for (const email of [scene.target.email, "nobody@example.com", "", "no address", able.caller.email]) {
    expect(
      (await ask("GET", able.path, { token: able.token, headers: { "x-impersonate-email": email } })).status,
    ).toBe(200);
  }
  expect(await usesIn(scene.organizationId)).toEqual([]);
  expect(await usesIn(able.organizationId)).toEqual([]);
});

test("a write is always the caller's own", async () => {
  const scene = await makeScene([IMPERSONATE, "CAN_VIEW_DATA"], ["CAN_PERFORM_ADMIN_ACTIONS"]);
  const body = { permissions: ["CAN_VIEW_DATA"] };
  expect((await ask("PATCH", `${scene.path}/${scene.caller.memberId}`, { ...scene, body })).status).toBe(403);
  const admin = await makeScene([IMPERSONATE, "CAN_PERFORM_ADMIN_ACTIONS"], []);
  expect(await ask("PATCH", `${admin.path}/${admin.target.memberId}`, { ...admin, body })).toMatchObject({
    status: 200,
    body,
  });
  const { rows } = await owner.query(
    "select actor_id, on_behalf_of from audit_event where organization_id = $1",
    [admin.organizationId],
  );
  expect(rows).toEqual([{ actor_id: admin.caller.personId, on_behalf_of: null }]);
});
