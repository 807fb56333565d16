import "server-only";
import { z } from "zod";
import type { Invitation } from "@/lib/core/state";
import { type Invited, type Invitee, invite } from "@/lib/operations/invitations";
import { cancelInvitationIn, listInvitationsIn } from "@/lib/operations/place-invitations";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { given, permissionReference } from "./inputs";
import { cursorOf, limit, pageOf, pageSchema } from "./paging";
import { inOrganization, uuid } from "./shapes";
import { tagged, taggedNothing } from "./tagged";

const status = z.enum(["pending", "accepted", "cancelled"]);

const invitationSchema = z
  .object({
    id: z.guid(),
    email: z.string(),
    user_id: z.guid(),
    membership_id: z.guid().nullable(),
    project_id: z.guid().nullable(),
    permissions: z
      .array(z.string())
      .meta({ description: "Invited with; what is held now stands at the member." }),
    status,
    invited_by: z.guid().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: "Invitation" });

const madeSchema = invitationSchema
  .extend({
    token: z
      .string()
      .nullable()
      .meta({ description: "Opens the invitation; in this answer alone. Null: joined at once." }),
  })
  .meta({ id: "InvitationMade" });

const inviteeSchema = z
  .object({
    email: z.string().trim().toLowerCase().pipe(z.email().max(320)),
    first_name: z.string().trim().max(300).optional(),
    last_name: z.string().trim().max(300).optional(),
    project_id: uuid.nullable().default(null),
    role_id: uuid.optional(),
    permissions: z.array(permissionReference).default([]),
  })
  .meta({ id: "Invitee" });

function toInvitee({
  email,
  first_name: firstName,
  last_name: lastName,
  ...wire
}: z.output<typeof inviteeSchema>): Invitee {
  return {
    person: { email, ...given({ firstName, lastName }) },
    projectId: wire.project_id,
    permissions: wire.permissions,
    roleIds: wire.role_id === undefined ? [] : [wire.role_id],
    mode: "strangers",
  };
}

const render = (invitation: Invitation): z.input<typeof invitationSchema> => ({
  id: invitation.id,
  email: invitation.email,
  user_id: invitation.personId,
  membership_id: invitation.membershipId,
  project_id: invitation.projectId,
  permissions: [...invitation.permissions],
  status: invitation.status,
  invited_by: invitation.invitedBy,
  created_at: invitation.createdAt,
  updated_at: invitation.updatedAt,
  expires_at: invitation.expiresAt,
});

function renderMade({ changed, secrets }: Invited): z.input<typeof madeSchema>[] {
  return [...changed.after.invitations.values()]
    .filter(({ id }) => !changed.before.invitations.has(id))
    .map((invitation) => ({ ...render(invitation), token: secrets[invitation.id] ?? null }));
}

const base = "/organizations/:organization_id/invitations";
const CHANGE =
  "edit_org_users; in a project CAN_PERFORM_ADMIN_ACTIONS; and nothing handed out that one does not hold";

const listQuery = z.object({
  status: status.optional(),
  project_id: uuid.optional(),
  search: z.string().max(500).optional(),
  limit,
  cursor: cursorOf(z.object({ id: uuid })),
});

export const invitationEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: base,
    summary: "The invitations of an organization or a project, newest first",
    needs: "view_org_users; in a project CAN_VIEW_DATA",
    params: inOrganization,
    query: listQuery,
    answers: { 200: pageSchema(invitationSchema) },
    handle: async ({ path, query }, principal) => {
      const { status: wanted, search, limit: size, cursor } = query;
      const filter = given({ status: wanted, search });
      const page = { limit: size + 1, ...given({ after: cursor?.id }) };
      const result = await listInvitationsIn(principal, path.organization_id, query.project_id, filter, page);
      return answer(result, ({ entry, invitations, total }) =>
        tagged(
          entry.organization.revision,
          pageOf(invitations, { size, total }, render, ({ id }) => ({ id })),
        ),
      );
    },
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: base,
    summary:
      "Invite people, all or none; who has an account joins at once, who is there already gets what is given on top",
    needs: CHANGE,
    params: inOrganization,
    body: z.array(inviteeSchema).min(1),
    answers: { 201: z.array(madeSchema) },
    handle: async ({ path, body }, principal) => {
      // Someone who belongs to a project alone can be let in for that project alone.
      const [project, ...others] = [...new Set(body.map((invitee) => invitee.project_id))];
      const scope = others.length === 0 && typeof project === "string" ? project : undefined;
      const result = await invite(principal, path.organization_id, body.map(toInvitee), scope);
      return answer(result, (invited) => tagged(invited.changed.revision, renderMade(invited), 201));
    },
  }),
  endpoint({
    auth: "principal",
    method: "DELETE",
    path: `${base}/:invitation_id`,
    summary: "Take an open invitation back, with the membership that waited for it",
    needs: CHANGE,
    params: inOrganization.extend({ invitation_id: uuid }),
    answers: { 204: null },
    handle: async ({ path }, principal) =>
      answer(await cancelInvitationIn(principal, path.organization_id, path.invitation_id), ({ revision }) =>
        taggedNothing(revision),
      ),
  }),
];
