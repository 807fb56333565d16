import "server-only";
import { z } from "zod";
import { cancelInvitation, listInvitations } from "@/lib/operations/invitations";
import { inviteToProject } from "@/lib/operations/project-people";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { pageQuery, pageSchema, renderPage } from "./page";
import { readerOf } from "./reader";
import {
  address,
  inviteSchema,
  newInviteSchema,
  oneOf,
  permissionList,
  REFUSED,
  renderInvite,
  STATUSES,
  uuid,
} from "./shapes";

const INVITES = "/projects/:project_id/invites";

export const inviteEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: INVITES,
    summary: "The invitations to a project, newest first",
    needs: "CAN_VIEW_DATA or CAN_PERFORM_ADMIN_ACTIONS",
    params: z.object({ project_id: uuid }),
    query: z.object({ status: oneOf(STATUSES).optional(), search: z.string().optional(), ...pageQuery }),
    answers: { 200: pageSchema(inviteSchema), ...REFUSED },
    handle: async ({ request, path, query }, principal) => {
      const reader = await readerOf(request, principal, path.project_id);
      const { status, search } = query;
      const filter = { ...(status ? { status } : {}), ...(search ? { search } : {}) };
      const result = await listInvitations(reader, { projectId: path.project_id }, filter, query);
      return answer(result, ({ invitations, total }) => {
        const results = invitations.map((each) => renderInvite(each));
        return Response.json(renderPage(request, query, total, results));
      });
    },
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${INVITES}/invite`,
    summary: "Invites someone to a project; who has an account is in at once",
    needs: "CAN_PERFORM_ADMIN_ACTIONS",
    params: z.object({ project_id: uuid }),
    body: z.object({ email: address, permissions: permissionList }),
    answers: { 201: newInviteSchema, ...REFUSED },
    handle: async ({ path, body }, principal) =>
      answer(
        await inviteToProject(principal, path.project_id, body.email, body.permissions),
        (invitation) => {
          const type = invitation.status === "pending" ? "new_user" : "existing_user";
          return Response.json({ ...renderInvite(invitation), type }, { status: 201 });
        },
      ),
  }),
  endpoint({
    auth: "principal",
    method: "DELETE",
    path: `${INVITES}/:invite_id`,
    summary: "Cancels an invitation that waits",
    needs: "CAN_PERFORM_ADMIN_ACTIONS",
    params: z.object({ project_id: uuid, invite_id: uuid }),
    answers: { 204: null, ...REFUSED },
    handle: async ({ path }, principal) =>
      answer(await cancelInvitation(principal, { projectId: path.project_id }, path.invite_id), noContent),
  }),
];
