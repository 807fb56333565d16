import type { Pool } from "pg";
import type { Door, Target } from "./door";
import type { Place } from "./level";

export interface GrantRow {
  readonly permission: string;
  readonly by: string | null;
  readonly until: Date | null;
}

const GRANTS = `select p.name as permission, g.granted_by as by, g.expires_at as until
  from permission_grant g join permission p on p.id = g.permission_id where g.membership_id = $1 order by p.name`;

const ASSIGNMENTS = `select r.name as role, a.assigned_by as by, a.expires_at as until
  from role_assignment a join role r on r.id = a.role_id where a.membership_id = $1 order by r.name`;

const EVENTS = `select kind, actor_id as actor, door, person_id as person, project_id as project,
    permission_name as permission, role_name as role, before, after
  from audit_event where organization_id = $1 and revision > $2 order by revision, sequence`;

const DENIALS = `select code, person_id as person, door, organization_id as organization, detail ->> 'noun' as noun
  from access_denial where id > $1 order by id`;

/** Looks at the rows themselves, as the tables' owner; what was there before the scenario does not count. */
export async function witness(owner: Pool, door: Door, { organizationId, projectId }: Place) {
  const revisionNow = async (): Promise<number> => {
    const { rows } = await owner.query("select revision::int from organization where id = $1", [
      organizationId,
    ]);
    return rows[0].revision;
  };
  const since = await revisionNow();
  const { rows: last } = await owner.query("select coalesce(max(id), 0) as id from access_denial");
  const all = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await owner.query(sql, values)).rows;
  return {
    grants: ({ memberId }: Target) => all<GrantRow>(GRANTS, memberId),
    assignments: ({ memberId }: Target) => all<object>(ASSIGNMENTS, memberId),
    events: () => all<object>(EVENTS, organizationId, since),
    denials: () => all<object>(DENIALS, last[0].id),
    /** By how much the organization's revision has risen. */
    risen: async () => (await revisionNow()) - since,
    /** What an event of this scenario has in common with every other. */
    common: { door: door.name, project: projectId ?? null },
  };
}
