import { addPermission, removePermission, setPermissions } from "./apply-grant";
import { addMember, endOrRestore } from "./apply-membership";
import { applyToOrganization } from "./apply-organization";
import { applyToRole, assign, setRoles, unassign } from "./apply-role";
import { changeCatalogue } from "./catalogue";
import type { Change } from "./change";
import { joinByDomain, setJoining } from "./joining";
import { notFound, type Refusal } from "./refusal";
import type { Context, Member, State } from "./state";
import { changeWebhook } from "./webhook";

/**
 * Applies one change to the state in place, or says why it cannot mean anything there. It judges whether the change
 * makes sense, never who may make it: that is lib/core/rules.ts, over the difference that the whole command makes.
 */
export function applyChange(state: State, change: Change, context: Context): Refusal | undefined {
  switch (change.kind) {
    case "add-permission":
      return withMember(state, change.member, (member) =>
        addPermission(state, member, change.permission, change.expiresAt ?? null, context),
      );
    case "remove-permission":
      return withMember(state, change.member, (member) =>
        removePermission(state, member, change.permission, context),
      );
    case "set-permissions":
      return withMember(state, change.member, (member) =>
        setPermissions(state, member, change.permissions, change.among, context),
      );
    case "assign-role":
      return withMember(state, change.member, (member) =>
        assign(
          state,
          member,
          change.role,
          { id: change.assignment, expiresAt: change.expiresAt ?? null },
          context,
        ),
      );
    case "unassign-role":
      return withMember(state, change.member, (member) => unassign(state, member, change.role));
    case "set-roles":
      return withMember(state, change.member, (member) => setRoles(state, member, change.roles, context));
    case "add-member":
      return addMember(state, change, context);
    case "suspend-member":
    case "restore-member":
    case "remove-member":
      return withMember(state, change.member, (member) => endOrRestore(state, member, change.kind));
    case "create-role":
    case "edit-role":
    case "rename-role":
    case "delete-role":
      return applyToRole(state, change, context);
    case "set-joining":
      return setJoining(state, change.joining);
    case "join-by-domain":
      return joinByDomain(state, change, context);
    case "create-permission":
    case "edit-permission":
    case "delete-permission":
      return changeCatalogue(state, change, context);
    default:
      return "webhook" in change ? changeWebhook(state, change) : applyToOrganization(state, change, context);
  }
}

function withMember(
  state: State,
  id: string,
  act: (member: Member) => Refusal | undefined,
): Refusal | undefined {
  const member = state.members.get(id);
  return member ? act(member) : notFound("member", { memberId: id });
}
