import { handle as crux } from "@/lib/dialects/crux/family";
import { handle as exchange } from "@/lib/dialects/exchange/family";
import { handle as projects } from "@/lib/dialects/projects/family";
import { handle as v1 } from "@/lib/dialects/v1/family";
import type { Admin } from "./circle";
import { ANY, BY_ROLE, EVERY, LATER, type Move, move, SUSPENDING } from "./move";

type Handle = (request: Request) => Promise<Response>;

/** A request with the asker's token; whether it was done is said by the status, in the exchange by its code. */
async function send(
  handle: Handle,
  { token }: Admin,
  method: string,
  path: string,
  body?: unknown,
): Promise<boolean> {
  const headers = {
    ...(handle === exchange ? { aptoken: token } : { authorization: `Token ${token}` }),
    "content-type": "application/json",
  };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await handle(new Request(`http://localhost${path}`, { method, headers, ...sent }));
  const text = await response.text();
  return response.status < 300 && !/"errorcode":[1-9]/.test(text);
}

const organization = ({ organizationId }: Admin) => `/api/v1/organizations/${organizationId}`;
const member = (target: Admin) => `${organization(target)}/members/${target.memberId}`;
const through =
  (method: string, path: (target: Admin) => string, body?: (target: Admin) => unknown): Move["act"] =>
  (asker, target) =>
    send(v1, asker, method, path(target), body?.(target));

/** Our own API. */
export const v1Moves = [
  move("DELETE members", EVERY, ANY, through("DELETE", member)),
  move(
    "PUT permissions",
    EVERY,
    ["grant"],
    through(
      "PUT",
      (target) => `${member(target)}/permissions`,
      () => ({ permissions: [] }),
    ),
  ),
  move(
    "PUT roles",
    EVERY,
    BY_ROLE,
    through(
      "PUT",
      (target) => `${member(target)}/roles`,
      () => ({ role_ids: [] }),
    ),
  ),
  move(
    "POST suspend",
    SUSPENDING,
    ANY,
    through("POST", (target) => `${member(target)}/suspend`),
  ),
  move(
    "POST changes",
    EVERY,
    ANY,
    through(
      "POST",
      (target) => `${organization(target)}/changes`,
      ({ memberId: member_id, projectId, arena }) => ({
        ...(projectId ? { project_id: projectId } : {}),
        changes: [
          { kind: "set_roles", member_id, role_ids: [] },
          { kind: "add_permission", member_id, permission: arena.right, expires_at: LATER },
        ],
      }),
    ),
  ),
  move(
    "DELETE users",
    ["ORGANIZATION"],
    ANY,
    through("DELETE", (target) => `${organization(target)}/users/${target.personId}`),
  ),
  move(
    "PUT users/remove",
    ["ORGANIZATION"],
    ANY,
    through(
      "PUT",
      (target) => `${organization(target)}/users/remove`,
      ({ personId }) => [{ user_id: personId }],
    ),
  ),
  move(
    "PUT role permissions",
    ["ORGANIZATION"],
    ["own role"],
    through(
      "PUT",
      (target) => `${organization(target)}/roles/${target.role?.id}/permissions`,
      ({ rightId }) => ({ permissions: [{ id: rightId, access: false }] }),
    ),
  ),
];

/** Seeds 000 and 001. */
export const cruxMoves = [
  move("DELETE permissions", ["ORGANIZATION"], ["grant"], (asker, { memberId, rightId }) =>
    send(crux, asker, "DELETE", `/api/organizations/users/permissions/${memberId}/`, {
      permission_uuids: [rightId],
    }),
  ),
];

const inProject = ({ projectId }: Admin) => `/api/v1/projects/${projectId}/users/`;
/** Seed 004. */
export const projectMoves = [
  move("PATCH users", ["PROJECT"], ["grant"], (asker, target) =>
    send(projects, asker, "PATCH", `${inProject(target)}${target.memberId}/`, {
      permissions: ["CAN_VIEW_DATA"],
    }),
  ),
  move("remove-by-email", ["PROJECT"], ANY, (asker, target) =>
    send(projects, asker, "POST", `${inProject(target)}remove-by-email`, { email: target.email }),
  ),
];

/** Seed 003. */
export const exchangeMoves = [
  move("RevokeUserPermission", ["SYSTEM"], ["grant"], (asker, { number, arena }) =>
    send(exchange, asker, "POST", "/AP/RevokeUserPermission", { UserId: number, Permission: arena.right }),
  ),
  move("RemoveUserRoles", ["SYSTEM"], BY_ROLE, (asker, { number, role }) =>
    send(exchange, asker, "POST", "/AP/RemoveUserRoles", { userId: number, userRoleId: role?.number }),
  ),
  move("DeleteRole", ["SYSTEM"], ["own role"], (asker, { role }) =>
    send(exchange, asker, "POST", "/AP/DeleteRole", { Id: role?.number }),
  ),
];
