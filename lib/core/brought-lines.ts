import { type BroughtChange, type BroughtView, endOf, judgeLines, type Verdict, yesOrNo } from "./brought";
import { judgeCatalogue } from "./brought-catalogue";
import type { PermissionUse } from "./catalogue";
import {
  type Catalogue,
  findPermission,
  indexCatalogue,
  type Level,
  type MetPermission,
  type Permission,
} from "./permission";
import type { Member, Role } from "./state";
import type { BroughtLine, BroughtTable } from "./table";

/** What a file is compared with: the people whom it names, and the roles and permissions that can be meant. */
export interface Standing {
  readonly members: readonly Member[];
  readonly roles: readonly Role[];
  /** For the catalogue itself every one there is, of every level. */
  readonly permissions: readonly Permission[];
  /** For the catalogue: how far those are in use that a line could gate. */
  readonly uses?: Readonly<Record<string, PermissionUse>>;
}

/**
 * What a brought table would change. Lines that are missing change nothing, and so does whatever stands in the columns
 * that only explain: a permission that comes by a role is not taken away by emptying the cell that says so.
 */
export function changesOf(
  table: BroughtTable,
  standing: Standing,
  now: string,
): Pick<BroughtView, "changes" | "report"> {
  const asked: Asked = {
    ...standing,
    now,
    saysEnd: table.columns.has("until"),
    byEmail: new Map(standing.members.map((member) => [member.person.email.toLowerCase(), member])),
    byLevel: new Map(
      LEVELS.map((level) => [
        level,
        indexCatalogue(standing.permissions.filter((permission) => permission.level === level)),
      ]),
    ),
  };
  switch (table.kind) {
    case "access":
      return judgeLines(
        table,
        ({ cells }) =>
          subjectOf(memberOf(cells, asked), (level) => permissionOf(cells, asked.byLevel.get(level))),
        (line) => judgeAccess(line, asked),
      );
    case "members":
      return judgeLines(
        table,
        ({ cells }) => subjectOf(memberOf(cells, asked), () => roleOf(cells, asked.roles)),
        (line) => judgeMember(line, asked),
      );
    case "roles":
      return judgeLines(
        table,
        ({ cells }) =>
          subjectOf(roleOf(cells, asked.roles), (level) => permissionOf(cells, asked.byLevel.get(level))),
        (line) => judgeRole(line, asked),
      );
    case "catalogue":
      return judgeCatalogue(table, standing.permissions, standing.uses ?? {});
  }
}

/** What a line is about, by ids, since it may name the same in several ways; undefined: nothing that there is. */
function subjectOf(
  whose: Found<{ readonly id: string; readonly level: Level }>,
  what: (level: Level) => Found<{ readonly id: string }>,
): string | undefined {
  if ("refused" in whose) return undefined;
  const found = what(whose.found.level);
  return "refused" in found ? undefined : `${whose.found.id} ${found.found.id}`;
}

const LEVELS: readonly Level[] = ["SYSTEM", "ORGANIZATION", "PROJECT"];

interface Asked extends Standing {
  readonly now: string;
  /** Without the column `Until` an end stays what it is. */
  readonly saysEnd: boolean;
  readonly byEmail: ReadonlyMap<string, Member>;
  readonly byLevel: ReadonlyMap<Level, Catalogue>;
}

type Found<T> = { readonly found: T } | { readonly refused: string; readonly column: string };

function judgeAccess({ cells }: BroughtLine, asked: Asked): Verdict {
  const member = memberOf(cells, asked);
  if ("refused" in member) return member;
  const permission = permissionOf(cells, asked.byLevel.get(member.found.level));
  if ("refused" in permission) return permission;
  const { id: memberId, grants, person } = member.found;
  const { id, name } = permission.found;
  const held = grants.find(({ permissionId }) => permissionId === id);
  const wanted = wantedOf(cells, "direct", "Direct", held, asked);
  if ("refused" in wanted) return wanted;
  if (wanted.found === "same") return "same";
  if (wanted.found === "none")
    return {
      change: { kind: "remove-permission", member: memberId, permission: id },
      says: `${person.email} loses ${name}.`,
    };
  const { expiresAt } = wanted.found;
  return {
    change: { kind: "add-permission", member: memberId, permission: id, expiresAt },
    says: `${person.email} gets ${name}${until(expiresAt)}.`,
  };
}

function judgeMember({ cells }: BroughtLine, asked: Asked): Verdict {
  const member = memberOf(cells, asked);
  if ("refused" in member) return member;
  const role = roleOf(cells, asked.roles);
  if ("refused" in role) return role;
  const { id: memberId, assignments, person } = member.found;
  const held = assignments.find(({ roleId }) => roleId === role.found.id);
  const wanted = wantedOf(cells, "assigned", "Assigned", held, asked);
  if ("refused" in wanted) return wanted;
  if (wanted.found === "same") return "same";
  const about = { member: memberId, role: role.found.id };
  if (wanted.found === "none")
    return {
      change: { kind: "unassign-role", ...about },
      says: `${person.email} leaves the role ${role.found.name}.`,
    };
  const { expiresAt } = wanted.found;
  return {
    change: { kind: "assign-role", ...about, expiresAt },
    says: `${person.email} gets the role ${role.found.name}${until(expiresAt)}.`,
  };
}

function judgeRole({ cells }: BroughtLine, { roles, byLevel }: Asked): Verdict {
  const role = roleOf(cells, roles);
  if ("refused" in role) return role;
  const { id, name, level, organizationId, permissionIds } = role.found;
  const permission = permissionOf(cells, byLevel.get(level));
  if ("refused" in permission) return permission;
  const given = yesOrNo(cells.given);
  if (given === undefined) return { refused: "Write yes or no.", column: "Given" };
  const each = permission.found;
  if (given === permissionIds.includes(each.id)) return "same";
  if (organizationId === null)
    return {
      refused: `${name} is built in and cannot be changed. Copy it, then change the copy.`,
      column: "Given",
    };
  const change: BroughtChange = {
    kind: "edit-role",
    role: id,
    add: given ? [each.id] : [],
    remove: given ? [] : [each.id],
  };
  return { change, says: `The role ${name} ${given ? "gives" : "no longer gives"} ${each.name}.` };
}

type Cells = BroughtLine["cells"];
type Wanted = "same" | "none" | { readonly expiresAt: string | null };

function wantedOf(
  cells: Cells,
  key: string,
  column: string,
  held: { readonly expiresAt: string | null } | undefined,
  { saysEnd, now }: Asked,
): Found<Wanted> {
  const is = yesOrNo(cells[key]);
  if (is === undefined) return { refused: "Write yes or no.", column };
  if (!is) return { found: held ? "none" : "same" };
  const expiresAt = saysEnd ? endOf(cells.until) : (held?.expiresAt ?? null);
  if (expiresAt === undefined)
    return {
      refused: "Write a day such as 2027-01-31 or a time such as 2027-01-31T12:00:00Z, or nothing.",
      column: "Until",
    };
  if (held && held.expiresAt === expiresAt) return { found: "same" };
  if (expiresAt !== null && expiresAt <= now) return { refused: "This end is in the past.", column: "Until" };
  return { found: { expiresAt } };
}

function memberOf(cells: Cells, { byEmail }: Asked): Found<Member> {
  const email = (cells.email ?? "").trim();
  const found = byEmail.get(email.toLowerCase());
  return found
    ? { found }
    : { refused: `No one here has the address “${email}”. Invite them first.`, column: "E-mail" };
}

function permissionOf(cells: Cells, catalogue: Catalogue | undefined): Found<MetPermission> {
  const name = (cells.permission ?? "").trim();
  const found = catalogue && findPermission(catalogue, name);
  return found ? { found } : { refused: `No permission here is called “${name}”.`, column: "Permission" };
}

function roleOf(cells: Cells, roles: readonly Role[]): Found<Role> {
  const id = (cells.role_id ?? "").trim().toLowerCase();
  const name = (cells.role ?? "").trim();
  const level = (cells.level ?? "").trim().toUpperCase();
  const named = roles.filter((role) =>
    id === ""
      ? role.name.toLowerCase() === name.toLowerCase() && (level === "" || role.level === level)
      : role.id === id,
  );
  const [found, other] = named;
  if (!found)
    return { refused: `No role here is called “${name || id}”.`, column: id === "" ? "Role" : "Role id" };
  if (other)
    return { refused: `Several roles are called “${name}”. Give its id as well.`, column: "Role id" };
  // Whoever writes another name means another role: the id that was left beside it is not his word.
  if (name !== "" && found.name.trim().toLowerCase() !== name.toLowerCase())
    return {
      refused: `The role of this id is called “${found.name}”, not “${name}”. Correct the name, or empty the id.`,
      column: "Role",
    };
  return { found };
}

const until = (expiresAt: string | null) => (expiresAt === null ? "" : ` until ${expiresAt}`);
