import type { Pool } from "pg";
import { makeToken } from "./credentials";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "./fixtures";

/** A project with an administrator, who has a token, and with Bob, who holds nothing there. */
export async function makeProjectScene(owner: Pool) {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const holds = { permissions: ["CAN_PERFORM_ADMIN_ACTIONS"] };
  const admin = await makeMember(owner, { organizationId, projectId }, holds);
  const bob = await makeMember(owner, { organizationId, projectId });
  const token = await makeToken(owner, admin.personId);
  const path = `/projects/${projectId}/users`;
  return { organizationId, projectId, admin, bob, token, path, patch: `${path}/${bob.memberId}/` };
}

/** What a membership holds directly, by name, in the catalogue's order. */
export async function grantsOf(owner: Pool, { memberId }: FixtureMember): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select p.name from permission_grant g join permission p on p.id = g.permission_id where g.membership_id = $1 order by p.position",
    [memberId],
  );
  return rows.map(({ name }) => name);
}

/** All that happened in an organization, oldest first. */
export async function auditOf(owner: Pool, organizationId: string) {
  const { rows } = await owner.query(
    `select kind, door, actor_id, on_behalf_of, membership_id, person_id, project_id, permission_name, before, after
     from audit_event where organization_id = $1 order by revision, sequence`,
    [organizationId],
  );
  return rows;
}

/** Lets CAN_IMPERSONATE_OTHER_USERS be granted in a project. */
export async function openGate(
  owner: Pool,
  scene: { readonly organizationId: string; readonly projectId: string },
): Promise<void> {
  await owner.query(
    `insert into permission_gate (project_id, organization_id, permission_id)
     select $1, $2, id from permission where name = 'CAN_IMPERSONATE_OTHER_USERS'`,
    [scene.projectId, scene.organizationId],
  );
}
