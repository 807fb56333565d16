import "server-only";
import { randomUUID } from "node:crypto";
import type { Permission } from "@/lib/core/permission";
import { type Principal, viewerOf } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import type { Assignment, Member, Role } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import { changeAccess } from "./change-access";
import { readMember } from "./list-members";
import { type Result, refused, success } from "./result";

/** That a member has a role, with the catalogue which the role chooses from. */
export interface HeldRole {
  readonly member: Member;
  readonly assignment: Assignment;
  readonly role: Role;
  readonly permissions: readonly Permission[];
}

/** Makes a role the only one that a person has in an organization. A role of another level does not exist there. */
export async function setOrganizationRole(
  principal: Principal,
  organizationId: string,
  personId: string,
  roleId: string,
): Promise<Result<HeldRole>> {
  const read = await readMember(principal, { organizationId }, { personId });
  if (!read.ok) return read;
  const { id } = read.value.member;
  const roles = [{ role: roleId, assignment: randomUUID() }];
  const changes = [{ kind: "set-roles", member: id, roles }] as const;
  const result = await changeAccess(principal, { organizationId, projectId: null, changes });
  if (!result.ok) return roleOfAnotherLevel(result);
  const { members, roles: known } = result.value.after;
  const member = members.get(id);
  const role = known.get(roleId);
  return member && role ? oldestOf(member, [role]) : refused(notFound("role"));
}

/** The asker's own role; of several the one that he has had longest. */
export async function readOwnRole(principal: Principal, organizationId: string): Promise<Result<HeldRole>> {
  const read = await readMember(principal, { organizationId }, { personId: viewerOf(principal) });
  return read.ok ? oldestOf(read.value.member, read.value.roles) : read;
}

/** Words the core's "wrong level" as what it is to a client that knows roles of one level alone. */
export function roleOfAnotherLevel<T>(result: Result<T>): Result<T> {
  const isOne = !result.ok && result.refusal.code === "invalid" && result.refusal.field === "role";
  return isOne ? refused(notFound("role")) : result;
}

async function oldestOf(member: Member, roles: readonly Role[]): Promise<Result<HeldRole>> {
  const [assignment] = [...member.assignments].sort((a, b) => a.assignedAt.localeCompare(b.assignedAt));
  const role = roles.find(({ id }) => id === assignment?.roleId);
  if (!assignment || !role) {
    return refused(refuse("not-found", "You have no role in this organization.", { noun: "role" }));
  }
  return success({
    member,
    assignment,
    role,
    permissions: await readCatalogue(member.organizationId, member.level),
  });
}
