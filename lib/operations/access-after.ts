import { applying, effectiveAccess } from "@/lib/core/access";
import type { Changed } from "./change-access";
import type { MemberAccess } from "./member-access";

/** A membership as a command left it, explained as if it were read; undefined where there is none. */
export function accessAfter({ after, catalogue }: Changed, membershipId: string): MemberAccess | undefined {
  const member = after.members.get(membershipId);
  if (!member) return undefined;
  const rows = applying(after.members.values(), member.person.id, member.projectId);
  const access = effectiveAccess(rows, after.roles, catalogue, member.level);
  const roles = member.assignments.flatMap(({ roleId }) => after.roles.get(roleId) ?? []);
  return { member, access, held: new Set(access.keys()), roles };
}
