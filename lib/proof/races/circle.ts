import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { cookieOf } from "@/lib/testing/callers";
import { makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { insertPeople, insertRoles, newPerson, type Person } from "./people";

/** By what somebody administers a place: a grant, a built-in role, or a role that the place has made. */
export type Way = "grant" | "role" | "own role";

/** Where a circle of administrators stands, and what administering is called there. */
export interface Arena {
  readonly name: string;
  readonly level: "ORGANIZATION" | "PROJECT" | "SYSTEM";
  readonly right: string;
  /** What a grant or a role of the place's own holds, so that its holder may do every act. */
  readonly rights: readonly string[];
  readonly role: string;
}

export const ARENAS: readonly Arena[] = [
  {
    name: "an organization",
    level: "ORGANIZATION",
    right: "edit_org_users",
    rights: ["edit_org_users", "grant_any_permission", "edit_org_roles"],
    role: "Owner",
  },
  {
    name: "a project",
    level: "PROJECT",
    right: "CAN_PERFORM_ADMIN_ACTIONS",
    rights: ["CAN_PERFORM_ADMIN_ACTIONS"],
    role: "Project admin",
  },
  { name: "the system", level: "SYSTEM", right: "Operator", rights: ["Operator"], role: "Operator" },
];

export interface Admin {
  readonly arena: Arena;
  readonly organizationId: string;
  readonly projectId: string | null;
  readonly personId: string;
  readonly memberId: string;
  readonly number: number;
  readonly email: string;
  /** The permission that `arena.right` names. */
  readonly rightId: string;
  /** The role that he holds, if he administers by one. */
  readonly role: { readonly id: string; readonly number: number } | null;
  readonly principal: Principal;
  /** What he shows at each door: his token, or the session of his browser. */
  readonly token: string;
  readonly cookie: string;
}

/** As many administrators of a new place as there are ways; the system is one, so the ones before leave it. */
export async function makeCircle(owner: Pool, arena: Arena, ways: readonly Way[]): Promise<Admin[]> {
  const isSystem = arena.level === "SYSTEM";
  if (isSystem) await owner.query("delete from membership where organization_id = $1", [SYSTEM_ORGANIZATION]);
  const organizationId = isSystem ? SYSTEM_ORGANIZATION : await makeOrganization(owner);
  const projectId = arena.level === "PROJECT" ? await makeProject(owner, organizationId) : null;
  const ownRole = randomUUID();
  if (ways.includes("own role"))
    await insertRoles(owner, organizationId, arena.level, [ownRole], arena.rights);
  const known = await namesOf(owner, arena, ownRole);
  const people = ways.map((way) => newPerson(known.roles[way]?.id ?? null));
  const numbers = await insertPeople(owner, { organizationId, projectId }, people, arena.rights);
  return Promise.all(
    people.map(async (person, index) => ({
      ...{ arena, organizationId, projectId, rightId: known.rightId },
      ...person,
      number: numbers.get(person.personId) ?? 0,
      role: known.roles[ways[index] ?? "grant"],
      cookie: await cookieOf(person.session),
      principal: principalOf(person),
    })),
  );
}

async function namesOf(owner: Pool, { level, role, right }: Arena, ownRole: string) {
  const { rows } = await owner.query<{ id: string; number: number; what: Way | "right" }>(
    `select id, number, case when id = $1 then 'own role' else 'role' end as what from role
     where id = $1 or (name = $2 and level = $3 and organization_id is null)
     union all select id, 0, 'right' from permission where name = $4`,
    [ownRole, role, level, right],
  );
  const named = (what: Way | "right") => rows.find((row) => row.what === what) ?? null;
  const roles: Readonly<Record<Way, Admin["role"]>> = {
    grant: null,
    role: named("role"),
    "own role": named("own role"),
  };
  return { roles, rightId: named("right")?.id ?? "" };
}

function principalOf({ personId, email }: Person): Principal {
  return {
    ...{ personId, label: email, door: "v1", requestId: "test" },
    ...{ credential: { kind: "session", id: randomUUID() }, organizationId: null, narrowedTo: null },
  };
}
