import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { type Effect, NOBODY } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";
import type { Organization, OrganizationKind, OrganizationStatus } from "@/lib/core/state";
import { apply } from "./apply";
import type { Runner } from "./database";
import { iso, organizationJson } from "./fragments";
import { askWithin, ofOrganizations } from "./tenants";
import { withTransaction } from "./transaction";

export interface Founding {
  readonly id: string;
  readonly name: string;
  readonly kind: Exclude<OrganizationKind, "SYSTEM">;
  readonly status: OrganizationStatus;
  readonly domain: string | null;
}

/** The built-in role that keeps a new organization administered; its id is base data. */
const OWNER_ROLE = uuidOf("grantdesk role ORGANIZATION Owner");

/** Inserts an organization together with its first owner and its default project; "taken" where name and kind exist. */
export async function foundOrganization(
  principal: Principal,
  founding: Founding,
): Promise<Organization | "taken"> {
  return withTransaction(async (client) => {
    const { id, name, kind, status, domain } = founding;
    const inserted = await askWithin<{ at: string }>(client, ofOrganizations([id]), {
      text: `insert into organization (id, name, kind, status, domain, activated_at)
       values ($1, $2, $3, $4, $5, case when $4 = 'ACTIVE' then now() end)
       on conflict do nothing returning ${iso("now()")} as at`,
      values: [id, name.trim(), kind, status, domain],
    });
    const at = inserted.rows[0]?.at;
    const revision =
      at === undefined
        ? { taken: "organization" }
        : await apply(client, principal, {
            organizationId: id,
            revision: 0,
            systemRevision: null,
            auditHead: "",
            at,
            effects: founded(principal, founding, at),
            secretHashes: {},
          });
    const done = typeof revision === "number";
    await client.query(done ? "commit" : "rollback");
    return done ? await readFounded(client, id) : "taken";
  });
}

async function readFounded(runner: Runner, id: string): Promise<Organization> {
  const { rows } = await askWithin<{ organization: Organization }>(runner, ofOrganizations([id]), {
    text: `select ${organizationJson("o")} as organization from organization o where o.id = $1`,
    values: [id],
  });
  const organization = rows[0]?.organization;
  if (!organization) throw new Error("the organization that was just founded is not there");
  return organization;
}

function founded(principal: Principal, { name, kind, status }: Founding, at: string): Effect[] {
  const member = {
    ...NOBODY,
    membershipId: randomUUID(),
    personId: principal.personId,
    subject: principal.label,
  };
  const assignment = {
    id: randomUUID(),
    expiresAt: null,
    assignedBy: principal.personId,
    assignedAt: at,
    updatedAt: at,
    level: "ORGANIZATION",
    roleOrganizationId: null,
  };
  return [
    { ...NOBODY, subject: name, kind: "organization.created", before: null, after: { name, kind, status } },
    {
      ...NOBODY,
      projectId: randomUUID(),
      subject: "Default",
      kind: "project.created",
      before: null,
      after: { name: "Default", isDefault: true },
    },
    {
      ...member,
      kind: "member.added",
      before: null,
      after: { status: "ACTIVE", organizationLevel: "ORGANIZATION", stranger: null },
    },
    {
      ...member,
      roleId: OWNER_ROLE,
      roleName: "Owner",
      kind: "role.assigned",
      before: null,
      after: assignment,
    },
  ];
}

/** The base data derives such ids in the same way. */
function uuidOf(text: string): string {
  const hex = createHash("md5").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
