import type { Source } from "./access";
import type { Permission } from "./permission";
import type { Assignment, Member, Role } from "./state";

/**
 * What can be taken out as a file and brought back: who holds what, who has which role, what each role gives, and the
 * catalogue. That one is the installation's: it is brought back to the system organization alone.
 */
export const TABLE_KINDS = ["access", "members", "roles", "catalogue"] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

interface Column {
  /** As JSON has it. */
  readonly key: string;
  /** As the first line of a CSV file has it. */
  readonly title: string;
  /** What bringing back reads, and cannot do without. */
  readonly needed?: true;
}

/** The columns of each table; those that are not needed and not `until` or an id are there to be read by people. */
export const TABLE_COLUMNS: Readonly<Record<TableKind, readonly Column[]>> = {
  access: [
    { key: "email", title: "E-mail", needed: true },
    { key: "name", title: "Name" },
    { key: "permission", title: "Permission", needed: true },
    { key: "direct", title: "Direct", needed: true },
    { key: "until", title: "Until" },
    { key: "by_role", title: "By role" },
    { key: "from_above", title: "From above" },
    { key: "implied_by", title: "Implied by" },
  ],
  members: [
    { key: "email", title: "E-mail", needed: true },
    { key: "name", title: "Name" },
    { key: "status", title: "Status" },
    { key: "role", title: "Role", needed: true },
    { key: "role_id", title: "Role id" },
    { key: "assigned", title: "Assigned", needed: true },
    { key: "until", title: "Until" },
  ],
  roles: [
    { key: "role", title: "Role", needed: true },
    { key: "role_id", title: "Role id" },
    { key: "level", title: "Level" },
    { key: "permission", title: "Permission", needed: true },
    { key: "given", title: "Given", needed: true },
    { key: "implied", title: "Implied" },
    { key: "built_in", title: "Built in" },
  ],
  catalogue: [
    { key: "permission", title: "Permission", needed: true },
    { key: "display_name", title: "Name" },
    { key: "description", title: "Description" },
    { key: "grouping", title: "Group", needed: true },
    { key: "level", title: "Level", needed: true },
    { key: "visibility", title: "Visible to" },
    { key: "implies", title: "Implies" },
    { key: "gated", title: "Gated" },
    { key: "administrative", title: "Administrative" },
    { key: "default", title: "Default" },
  ],
};

type Value = string | boolean | null | readonly string[];

/** One line of a table, by the keys of its columns. */
export type TableLine = Readonly<Record<string, Value>>;

/** A line as it was brought: `line` is counted from 1, in CSV with the head as the first. */
export interface BroughtLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface BroughtTable {
  readonly kind: TableKind;
  /** Whether a column is there at all: one that is not says nothing. */
  readonly columns: ReadonlySet<string>;
  readonly lines: readonly BroughtLine[];
}

/** A value as a cell has it. */
export function cellText(value: Value): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join("; ") : String(value ?? "");
}

/** What one person holds of one permission, and by which ways. */
export function accessLine(member: Member, permission: Permission, sources: readonly Source[]): TableLine {
  const grant = member.grants.find(({ permissionId }) => permissionId === permission.id);
  const named = (kinds: readonly Source["kind"][]) =>
    sources.flatMap((source) => (kinds.includes(source.kind) ? [nameOf(source)] : []));
  return {
    ...personOf(member),
    permission: permission.name,
    direct: grant !== undefined,
    until: grant?.expiresAt ?? null,
    by_role: named(["role"]),
    from_above: named(["organization", "system"]),
    implied_by: named(["implied"]),
  };
}

function nameOf(source: Source): string {
  if (source.kind === "direct") return "";
  if (source.kind !== "role") return source.permissionName;
  return source.expiresAt === null ? source.roleName : `${source.roleName} until ${source.expiresAt}`;
}

/** Whether one person has one role. */
export function memberLine(member: Member, role: Role, assignment: Assignment | undefined): TableLine {
  return {
    ...personOf(member),
    status: member.status.toLowerCase(),
    role: role.name,
    role_id: role.id,
    assigned: assignment !== undefined,
    until: assignment?.expiresAt ?? null,
  };
}

/** Whether one role gives one permission itself, or by another that it gives. */
export function roleLine(role: Role, permission: Permission, reached: ReadonlySet<string>): TableLine {
  const given = role.permissionIds.includes(permission.id);
  return {
    role: role.name,
    role_id: role.id,
    level: role.level.toLowerCase(),
    permission: permission.name,
    given,
    implied: !given && reached.has(permission.id),
    built_in: role.organizationId === null,
  };
}

/** A permission as the catalogue has it; `names` by id, of those that it can imply. */
export function catalogueLine(permission: Permission, names: ReadonlyMap<string, string>): TableLine {
  const { name, displayName, description, grouping, level, visibility, gated, administrative, isDefault } =
    permission;
  return {
    permission: name,
    display_name: displayName,
    description,
    grouping,
    level: level.toLowerCase(),
    visibility: visibility.toLowerCase(),
    implies: permission.implies.flatMap((id) => names.get(id) ?? []),
    gated,
    administrative,
    default: isDefault,
  };
}

const personOf = ({ person }: Member) => ({
  email: person.email,
  name: `${person.firstName} ${person.lastName}`.trim(),
});
