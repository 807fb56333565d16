import type { Change } from "@/lib/core/change";
import { changeAccess } from "@/lib/operations/change-access";
import { type ActionName, callAction } from "@/lib/testing/actions";
import type { Admin } from "./circle";
import { ANY, EVERY, LATER, type Move, move, SUSPENDING } from "./move";

const operate =
  (changes: (target: Admin) => readonly Change[]): Move["act"] =>
  async (asker, target) => {
    const { organizationId, projectId } = target;
    return (await changeAccess(asker.principal, { organizationId, projectId, changes: changes(target) })).ok;
  };

/** As the doors themselves do it. */
export const operationMoves = [
  move(
    "remove",
    EVERY,
    ANY,
    operate(({ memberId }) => [{ kind: "remove-member", member: memberId }]),
  ),
  move(
    "demote",
    EVERY,
    ANY,
    operate(({ memberId: member }) => [
      { kind: "set-permissions", member, permissions: [] },
      { kind: "set-roles", member, roles: [] },
    ]),
  ),
  move(
    "let it end",
    EVERY,
    ANY,
    operate(({ memberId: member, arena }) => [
      { kind: "set-roles", member, roles: [] },
      { kind: "add-permission", member, permission: arena.right, expiresAt: LATER },
    ]),
  ),
  move(
    "suspend",
    SUSPENDING,
    ANY,
    operate(({ memberId }) => [{ kind: "suspend-member", member: memberId }]),
  ),
];

/** A server action, as the asker's browser calls it. */
async function action({ cookie }: Admin, name: ActionName, input: object): Promise<boolean> {
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const request = new Request("http://localhost/", { method: "POST", headers, body: JSON.stringify(input) });
  return (await callAction(name, request)).status === 200;
}

const tick =
  (changes: (target: Admin) => readonly object[]): Move["act"] =>
  (asker, target) => {
    const { organizationId, projectId } = target;
    return action(asker, "applyChanges", { organizationId, projectId, changes: changes(target) });
  };

const offRole = ({ memberId: member, role }: Admin) =>
  role ? [{ kind: "unassign-role", member, role: role.id }] : [];

/** As somebody ticks and presses in the browser. */
export const consoleMoves = [
  move(
    "remove",
    EVERY,
    ANY,
    tick(({ memberId }) => [{ kind: "remove-member", member: memberId }]),
  ),
  move(
    "demote",
    EVERY,
    ANY,
    tick((target) =>
      target.role
        ? offRole(target)
        : [{ kind: "remove-permission", member: target.memberId, permission: target.arena.right }],
    ),
  ),
  move(
    "let it end",
    EVERY,
    ANY,
    tick((target) => [
      ...offRole(target),
      {
        kind: "add-permission",
        member: target.memberId,
        permission: target.arena.right,
        expiresAt: LATER,
      },
    ]),
  ),
  move(
    "suspend",
    SUSPENDING,
    ANY,
    tick(({ memberId }) => [{ kind: "suspend-member", member: memberId }]),
  ),
  move("tick of the desk", ["SYSTEM"], ["grant"], (asker, { personId, rightId }) =>
    action(asker, "applySystemTicks", { personId, add: [], remove: [rightId] }),
  ),
  move(
    "edit the role",
    ["ORGANIZATION"],
    ["own role"],
    tick(({ role, arena }) => [{ kind: "edit-role", role: role?.id, add: [], remove: [arena.right] }]),
  ),
  move(
    "delete the role",
    ["ORGANIZATION"],
    ["own role"],
    tick(({ role }) => [{ kind: "delete-role", role: role?.id }]),
  ),
];
