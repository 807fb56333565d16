import type { Client } from "pg";
import { type Effect, NOBODY } from "@/lib/core/effect";
import { apply } from "@/lib/store/apply";
import type { Clock } from "./clock";
import { baseIdOf } from "./ids";
import { type DemoOrganization, ORGANIZATIONS, type OrganizationKey } from "./organizations";
import { type DemoPerson, handleOf, personBy, TEAMS } from "./people";
import { memberIdOf, roleFor } from "./place";
import { principalOf } from "./play";

/**
 * The beginnings, which no rule of the product could allow: an organization with its first owner, and the first
 * operator. They stand in the audit like everything after them.
 */
export async function found(client: Client, key: OrganizationKey, clock: Clock): Promise<void> {
  const team = TEAMS[key].find(({ founds }) => founds);
  const [name, , role] = team?.people[0] ?? [];
  if (!team || name === undefined || role === undefined) throw new Error(`Nobody founds ${key}.`);
  const at = clock.ago(...team.joins);
  const handle = handleOf(name);
  const organization = ORGANIZATIONS[key];
  const isSystem = organization.kind === "SYSTEM";
  if (!isSystem) await insertOrganization(client, organization, at);
  const { rows } = await client.query<{ revision: string; audit_head: string }>(
    "select revision, audit_head from organization where id = $1",
    [organization.id],
  );
  const principal = principalOf(
    handle,
    isSystem ? "system" : organization.kind === "OTHER" ? "v1" : "crux",
    key,
  );
  await apply(client, principal, {
    organizationId: organization.id,
    revision: Number(rows[0]?.revision),
    systemRevision: null,
    auditHead: rows[0]?.audit_head ?? "",
    at,
    effects: [...(isSystem ? [] : creation(organization)), ...membership(key, personBy(handle), role, at)],
    secretHashes: {},
  });
}

/** Retailers and suppliers wait for an operator. */
const statusOf = ({ kind }: DemoOrganization) => (kind === "OTHER" ? "ACTIVE" : "PENDING");

async function insertOrganization(client: Client, organization: DemoOrganization, at: string): Promise<void> {
  const { id, name, kind, domain, accountManager } = organization;
  await client.query(
    `insert into organization (id, name, kind, status, domain, account_manager, created_at, updated_at, activated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7, case when $4 = 'ACTIVE' then $7::timestamptz end)`,
    [id, name, kind, statusOf(organization), domain, accountManager, at],
  );
}

function creation(organization: DemoOrganization): Effect[] {
  const { name, kind, projects } = organization;
  const status = statusOf(organization);
  const projectId = Object.values(projects)[0]?.id ?? null;
  return [
    { ...NOBODY, subject: name, kind: "organization.created", before: null, after: { name, kind, status } },
    {
      ...NOBODY,
      projectId,
      subject: "Default",
      kind: "project.created",
      before: null,
      after: { name: "Default", isDefault: true },
    },
  ];
}

function membership(
  key: OrganizationKey,
  { id, email, handle }: DemoPerson,
  role: string,
  at: string,
): Effect[] {
  const level = key === "system" ? "SYSTEM" : "ORGANIZATION";
  const named = { ...NOBODY, membershipId: memberIdOf(key, handle), personId: id, subject: email };
  const { role: roleId, assignment } = roleFor(key, handle, role);
  const after = { status: "ACTIVE", organizationLevel: level, stranger: null };
  const assigned = {
    id: assignment,
    expiresAt: null,
    assignedBy: id,
    assignedAt: at,
    updatedAt: at,
    level,
    roleOrganizationId: null,
  };
  const grant = { expiresAt: null, grantedBy: id, grantedAt: at, level };
  const defaults = level === "SYSTEM" ? ["Deposit", "Trading", "Withdraw"] : [];
  return [
    { ...named, kind: "member.added", before: null, after },
    { ...named, roleId, roleName: role, kind: "role.assigned", before: null, after: assigned },
    ...defaults.map(
      (permissionName): Effect => ({
        ...named,
        permissionId: baseIdOf(`permission ${permissionName}`),
        permissionName,
        kind: "permission.added",
        before: null,
        after: grant,
      }),
    ),
  ];
}
