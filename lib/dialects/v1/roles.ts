import "server-only";
import { z } from "zod";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { changeAccess } from "@/lib/operations/change-access";
import { readRole } from "@/lib/operations/read-catalogue";
import { changeRole, createRole, duplicateRole, type RoleNow } from "@/lib/operations/roles";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { inRole, levelSchema, permissionReference } from "./inputs";
import { expectedRevision } from "./revision-tag";
import { inOrganization, name, renderRole, roleSchema, uuid } from "./shapes";
import { tagged, taggedNothing } from "./tagged";

const description = z.string().max(10_000).nullable();

const detailSchema = roleSchema
  .extend({ description: z.string().nullable(), level: levelSchema, holders: z.int() })
  .meta({ id: "RoleDetail" });

const show = ({ role, permissions }: Omit<RoleNow, "revision">): z.input<typeof detailSchema> => ({
  ...renderRole(role, permissions),
  description: role.description,
  level: role.level,
  holders: role.holders,
});

const accessSchema = z
  .array(z.object({ id: uuid, access: z.boolean() }))
  .refine(
    (list) => new Set(list.map(({ id }) => id)).size === list.length,
    "A permission stands there twice.",
  );

const needs = "edit_org_roles; and nothing put into a role that one does not hold";
const base = "/organizations/:organization_id/roles";
const common = { auth: "principal", needs } as const;

async function change(
  path: z.output<typeof inRole>,
  request: Request,
  principal: Principal,
  made: Change,
): Promise<Response> {
  const { organization_id: organizationId, role_id: role } = path;
  const result = await changeRole(principal, organizationId, role, made, expectedRevision(request));
  return answer(result, (now) => tagged(now.revision, show(now)));
}

export const roleEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    ...common,
    method: "POST",
    path: base,
    summary: "Create a role of the organization's own",
    params: inOrganization,
    body: z.object({
      name,
      description: description.default(null),
      level: levelSchema.optional(),
      permissions: z.array(permissionReference).default([]),
    }),
    answers: { 201: detailSchema },
    handle: async ({ path, request, body }, principal) => {
      const wanted = { ...body, level: body.level };
      const result = await createRole(principal, path.organization_id, wanted, expectedRevision(request));
      return answer(result, (now) => tagged(now.revision, show(now), 201));
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: `${base}/:role_id`,
    summary: "One role, with what it gives",
    needs: "belonging to the organization",
    params: inRole,
    answers: { 200: detailSchema },
    handle: async ({ path }, principal) =>
      answer(await readRole(principal, path.organization_id, path.role_id), ({ entry, role, permissions }) =>
        tagged(entry.organization.revision, show({ role, permissions })),
      ),
  }),
  endpoint({
    ...common,
    method: "PUT",
    path: `${base}/:role_id`,
    summary: "Rename a role or describe it anew",
    params: inRole,
    body: z.object({ name: name.optional(), description: description.optional() }),
    answers: { 200: detailSchema },
    handle: ({ path, request, body }, principal) =>
      change(path, request, principal, {
        kind: "rename-role",
        role: path.role_id,
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.description === undefined ? {} : { description: body.description }),
      }),
  }),
  endpoint({
    ...common,
    method: "DELETE",
    path: `${base}/:role_id`,
    summary: "Delete a role; whoever has it loses it",
    params: inRole,
    answers: { 204: null },
    handle: async ({ path, request }, principal) => {
      const changes = [{ kind: "delete-role", role: path.role_id }] as const;
      const command = { organizationId: path.organization_id, changes, ...expectedRevision(request) };
      return answer(await changeAccess(principal, command), ({ revision }) => taggedNothing(revision));
    },
  }),
  endpoint({
    ...common,
    method: "POST",
    path: `${base}/:role_id/duplicate`,
    summary: "Make a role of one's own from another; a built-in one may be the model",
    params: inRole,
    body: z.object({ name }),
    answers: { 201: detailSchema },
    handle: async ({ path, body }, principal) =>
      answer(await duplicateRole(principal, path.organization_id, path.role_id, body.name), (now) =>
        tagged(now.revision, show(now), 201),
      ),
  }),
  endpoint({
    ...common,
    method: "PUT",
    path: `${base}/:role_id/permissions`,
    summary: "Set the access of a role's permissions; those that are not listed stay as they are",
    params: inRole,
    body: z.object({ permissions: accessSchema }),
    answers: { 200: detailSchema },
    handle: ({ path, request, body }, principal) => {
      const having = (access: boolean) =>
        body.permissions.filter((each) => each.access === access).map(({ id }) => id);
      return change(path, request, principal, {
        kind: "edit-role",
        role: path.role_id,
        add: having(true),
        remove: having(false),
      });
    },
  }),
];
