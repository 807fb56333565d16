import "server-only";
import { z } from "zod";
import type { Principal } from "@/lib/core/principal";
import { changeAccess } from "@/lib/operations/change-access";
import { listPermissions } from "@/lib/operations/read-catalogue";
import { readOneOfPeople } from "@/lib/operations/read-people";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent, REFUSED, sayRefusal, UNCHANGED } from "./answers";
import { atHome } from "./home";
import { assignmentsSchema, inPath, renderAssignments, uuid } from "./objects";
import { asked } from "./unseen";

const listSchema = z
  .object({ permission_uuids: z.array(uuid).min(1, "This list may not be empty.") })
  .meta({ id: "CruxPermissionUuids" });

const path = "/users/permissions/:user_uuid";

export const permissionEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    presumes: true,
    method: "GET",
    path,
    params: inPath,
    summary: "The whole catalogue, with what a user holds",
    needs: "view_org_users",
    answers: { 200: assignmentsSchema, ...REFUSED },
    handle: ({ path: { user_uuid: member } }, principal) =>
      atHome(principal, async (id) =>
        answer(await readOneOfPeople(principal, id, member), (access) =>
          Response.json(renderAssignments(access, access.permissions)),
        ),
      ),
  }),
  endpoint({
    auth: "principal",
    presumes: true,
    method: "PATCH",
    path,
    params: inPath,
    body: listSchema,
    summary: "Add permissions to a user",
    needs: "edit_org_users",
    answers: { 204: null, ...UNCHANGED },
    handle: (call, principal) =>
      change(principal, "add-permission", call.path.user_uuid, call.body.permission_uuids),
  }),
  endpoint({
    auth: "principal",
    presumes: true,
    method: "DELETE",
    path,
    params: inPath,
    body: listSchema,
    summary: "Remove permissions from a user",
    needs: "edit_org_users",
    answers: { 204: null, ...UNCHANGED },
    handle: (call, principal) =>
      change(principal, "remove-permission", call.path.user_uuid, call.body.permission_uuids),
  }),
];

function change(
  principal: Principal,
  kind: "add-permission" | "remove-permission",
  member: string,
  uuids: readonly string[],
): Promise<Response> {
  return atHome(principal, async (organizationId) => {
    const catalogue = await listPermissions(principal, { organizationId });
    if (!catalogue.ok) return sayRefusal(catalogue.refusal);
    const { references, refuse } = asked(uuids, catalogue.value.permissions);
    const changes = references.map((permission) => ({ kind, member, permission }));
    // A user of this family is one of the organization's people: projectId null keeps its projects' memberships out.
    const result = await changeAccess(principal, { organizationId, projectId: null, changes });
    return result.ok ? noContent() : refuse(result.refusal);
  });
}
