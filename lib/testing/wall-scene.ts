import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { changeAccess } from "@/lib/operations/change-access";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";

/** An organization with one row at least in every table that an organization has rows in. */
export interface Furnished {
  readonly organizationId: string;
  readonly projectId: string;
  readonly boss: FixtureMember;
  readonly bob: FixtureMember;
  readonly inProject: FixtureMember;
  readonly roleId: string;
  readonly invitationId: string;
  readonly tokenId: string;
  /** What must not be in an answer to someone of another organization. */
  readonly marks: readonly string[];
}

/** Makes such an organization; its people are its own. */
export async function furnish(owner: Pool): Promise<Furnished> {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(owner, { organizationId }, { permissions: ["view_items"] });
  const inProject = await makeMember(
    owner,
    { organizationId, projectId },
    { permissions: ["CAN_VIEW_DATA"], personId: bob.personId },
  );
  const [roleId, invitationId, tokenId] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.query(
    "insert into role (id, organization_id, level, name) values ($1, $2, 'ORGANIZATION', 'Own')",
    [roleId, organizationId],
  );
  await owner.query(
    "insert into role_permission (role_id, home, permission_id, level) select $1, $2, id, level from permission where name = 'view_items'",
    [roleId, organizationId],
  );
  await owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level, expires_at)
     values ($1, $2, $3, $3, 'ORGANIZATION', now() + interval '2 days')`,
    [bob.memberId, roleId, organizationId],
  );
  await owner.query(
    `insert into invitation (id, organization_id, membership_id, person_id, secret_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + interval '1 day')`,
    [invitationId, organizationId, bob.memberId, bob.personId, Buffer.from(invitationId)],
  );
  await owner.query(
    `insert into api_token (id, person_id, organization_id, secret_hash, redacted, narrowed, expires_at)
     values ($1, $2, $3, $4, '…', true, now() + interval '2 days')`,
    [tokenId, bob.personId, organizationId, Buffer.from(tokenId)],
  );
  await owner.query(
    "insert into permission_gate (project_id, organization_id, permission_id) select $1, $2, id from permission where gated limit 1",
    [projectId, organizationId],
  );
  await changeAccess(boss.principal, {
    organizationId,
    changes: [{ kind: "add-permission", member: bob.memberId, permission: "view_order" }],
  });
  const marks = [
    organizationId,
    projectId,
    boss.memberId,
    bob.memberId,
    inProject.memberId,
    roleId,
    invitationId,
    tokenId,
  ];
  return { organizationId, projectId, boss, bob, inProject, roleId, invitationId, tokenId, marks };
}
