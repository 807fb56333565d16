import { readAuditRows } from "@/lib/store/audit";
import type { AuditRow } from "@/lib/store/audit-chain";
import type { World } from "./world";

type Fact = Readonly<Record<string, unknown>> | null;
type Person = { status: string; direct: Set<string>; roles: Set<string> };

interface Told {
  readonly people: Map<string, Person>;
  readonly roles: Map<string, Set<string>>;
  readonly tokens: Map<string, readonly string[]>;
  joining: string | null;
}

/** What the audit's events alone tell of the place, in the words of the model; what has an end that is over is gone. */
export async function replayed(world: World) {
  const { place, since, boss, level } = world;
  const told: Told = { people: new Map(), roles: new Map(), tokens: new Map(), joining: null };
  const rows = await readAuditRows(place.organizationId, {}, { limit: 5000 });
  const builtIn = Object.entries(world.model.roles).slice(0, 2);
  for (const [id, given] of builtIn) told.roles.set(id, new Set(given));
  for (const row of rows.toReversed()) {
    const isHere = row.project_id === (place.projectId ?? null) || row.membership_id === null;
    if (row.revision > since && isHere && row.person_id !== boss.personId) tell(told, row, world);
    else if (row.revision > since && row.kind.startsWith("token.")) tell(told, row, world);
  }
  const sorted = (all: Iterable<string>) => [...all].sort();
  const people = [...told.people].map(([id, { status, direct, roles }]) => {
    return [id, { status, direct: sorted(direct), roles: sorted(roles) }] as const;
  });
  return {
    people: Object.fromEntries(people),
    roles: Object.fromEntries([...told.roles].map(([id, given]) => [id, sorted(given)])),
    tokens: Object.fromEntries(told.tokens),
    joining: level.name === "ORGANIZATION" ? told.joining : null,
  };
}

const isOver = (after: Fact) => {
  const until = after?.expiresAt;
  return typeof until === "string" && until < new Date().toISOString();
};

function tell(told: Told, row: AuditRow, world: World): void {
  const after = row.after as Fact;
  const person = told.people.get(row.membership_id ?? "");
  const role = told.roles.get(row.role_id ?? "");
  const [permission, roleId] = [row.permission_name ?? "", row.role_id ?? ""];
  if (row.kind === "member.added")
    told.people.set(row.membership_id ?? "", {
      status: String(after?.status),
      direct: new Set(),
      roles: new Set(),
    });
  if (row.kind === "member.removed") told.people.delete(row.membership_id ?? "");
  if (["member.suspended", "member.restored", "member.joined"].includes(row.kind) && person)
    person.status = String(after?.status);
  if (/^permission\.(added|changed)$/.test(row.kind)) turn(person?.direct, permission, !isOver(after));
  if (row.kind === "permission.removed") turn(person?.direct, permission, false);
  if (/^role\.(assigned|assignment-changed)$/.test(row.kind)) turn(person?.roles, roleId, !isOver(after));
  if (row.kind === "role.unassigned") turn(person?.roles, roleId, false);
  if (row.kind === "role.created") told.roles.set(roleId, new Set());
  if (row.kind === "role.deleted") told.roles.delete(roleId);
  if (row.kind === "role.permission-added") turn(role, permission, true);
  if (row.kind === "role.permission-removed") turn(role, permission, false);
  if (row.kind === "token.created") told.tokens.set(String(after?.id), namesOf(after?.permissionIds, world));
  if (row.kind === "token.revoked") told.tokens.delete(String(after?.id));
  if (row.kind === "organization.joining-set") told.joining = roleOf(after?.joining);
}

function turn(all: Set<string> | undefined, one: string, on: boolean): void {
  if (on) all?.add(one);
  else all?.delete(one);
}

const namesOf = (ids: unknown, { names }: World) =>
  Array.isArray(ids) ? ids.map((id) => names.get(String(id)) ?? String(id)).sort() : [];

const roleOf = (joining: unknown) =>
  typeof joining === "object" && joining !== null && "role" in joining ? String(joining.role) : null;
