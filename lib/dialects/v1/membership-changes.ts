import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { changeMember } from "@/lib/operations/describe-members";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { expiry, inMember, permissionReference } from "./inputs";
import { memberSchema, renderMember } from "./membership-shape";
import { expectedRevision } from "./revision-tag";
import { uuid } from "./shapes";
import { tagged, taggedNothing } from "./tagged";

type Path = z.output<typeof inMember>;

const base = "/organizations/:organization_id/members/:membership_id";
const needs =
  "edit_org_users; in a project CAN_PERFORM_ADMIN_ACTIONS; and nothing handed out that one does not hold";

/** Makes one change to the membership of a path and shows what it is then. */
async function change(path: Path, request: Request, principal: Principal, made: Change): Promise<Response> {
  const { organization_id: organizationId, membership_id: member } = path;
  const result = await changeMember(principal, organizationId, member, [made], expectedRevision(request));
  return answer(result, ({ revision, described }) => tagged(revision, described && renderMember(described)));
}

async function remove(path: Path, request: Request, principal: Principal, made: Change): Promise<Response> {
  const { organization_id: organizationId, membership_id: member } = path;
  const result = await changeMember(principal, organizationId, member, [made], expectedRevision(request));
  return answer(result, ({ revision }) => taggedNothing(revision));
}

const common = { auth: "principal", presumes: true, needs } as const;

export const membershipChangeEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    ...common,
    method: "POST",
    path: `${base}/roles`,
    summary: "Assign a role; with another expiry, change when it ends",
    params: inMember,
    body: z.object({ role_id: uuid, expires_at: expiry }),
    answers: { 200: memberSchema },
    handle: ({ path, request, body }, principal) =>
      change(path, request, principal, {
        kind: "assign-role",
        member: path.membership_id,
        role: body.role_id,
        assignment: randomUUID(),
        expiresAt: body.expires_at ?? null,
      }),
  }),
  endpoint({
    ...common,
    method: "PUT",
    path: `${base}/roles`,
    summary: "Set the roles: these and no others",
    params: inMember,
    body: z.object({ role_ids: z.array(uuid) }),
    answers: { 200: memberSchema },
    handle: ({ path, request, body }, principal) => {
      const roles = [...new Set(body.role_ids)].map((role) => ({ role, assignment: randomUUID() }));
      return change(path, request, principal, { kind: "set-roles", member: path.membership_id, roles });
    },
  }),
  endpoint({
    ...common,
    method: "DELETE",
    path: `${base}/roles/:role_id`,
    summary: "Take a role away",
    params: inMember.extend({ role_id: uuid }),
    answers: { 204: null },
    handle: ({ path, request }, principal) =>
      remove(path, request, principal, {
        kind: "unassign-role",
        member: path.membership_id,
        role: path.role_id,
      }),
  }),
  endpoint({
    ...common,
    method: "POST",
    path: `${base}/permissions`,
    summary: "Add a direct grant; with another expiry, change when it ends",
    params: inMember,
    body: z.object({ permission: permissionReference, expires_at: expiry }),
    answers: { 200: memberSchema },
    handle: ({ path, request, body }, principal) =>
      change(path, request, principal, {
        kind: "add-permission",
        member: path.membership_id,
        permission: body.permission,
        expiresAt: body.expires_at ?? null,
      }),
  }),
  endpoint({
    ...common,
    method: "PUT",
    path: `${base}/permissions`,
    summary: "Set the direct grants: these and no others",
    params: inMember,
    body: z.object({ permissions: z.array(permissionReference) }),
    answers: { 200: memberSchema },
    handle: ({ path, request, body }, principal) =>
      change(path, request, principal, {
        kind: "set-permissions",
        member: path.membership_id,
        permissions: body.permissions,
      }),
  }),
  endpoint({
    ...common,
    method: "DELETE",
    path: `${base}/permissions/:permission`,
    summary: "Remove a direct grant; what comes by another way is refused, since it would stay",
    params: inMember.extend({ permission: permissionReference }),
    answers: { 204: null },
    handle: ({ path, request }, principal) =>
      remove(path, request, principal, {
        kind: "remove-permission",
        member: path.membership_id,
        permission: path.permission,
      }),
  }),
];
