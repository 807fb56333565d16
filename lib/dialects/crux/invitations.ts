import "server-only";
import { z } from "zod";
import type { Permission } from "@/lib/core/permission";
import { peerOf } from "@/lib/identity/peer";
import { accessAfter } from "@/lib/operations/access-after";
import type { Changed } from "@/lib/operations/change-access";
import { acceptInvitation, invite, readInvitation } from "@/lib/operations/invitations";
import { listPermissions } from "@/lib/operations/read-catalogue";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent, notFound, sayRefusal, UNCHANGED } from "./answers";
import { atHome } from "./home";
import { renderUser, userSchema, uuid } from "./objects";
import { asked } from "./unseen";

const name = z.string().trim().min(1, "This field may not be blank.").max(150);

const inviteeSchema = z
  .object({
    email: z.email({ error: "Enter a valid email address." }).max(254).toLowerCase(),
    first_name: name,
    last_name: name,
    phone: z.string().trim().max(50).nullish(),
    permission_uuids: z.array(uuid).optional(),
  })
  .meta({ id: "CruxInvitee" });

const path = "/accept-invite/:token";
const params = z.object({ token: z.string() });

export const invitationEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/users/invite",
    body: inviteeSchema,
    summary: "Invite someone who is not there yet",
    needs: "edit_org_users",
    answers: { 201: userSchema, ...UNCHANGED },
    handle: ({ body }, principal) =>
      atHome(principal, async (organizationId) => {
        const listed = await listPermissions(principal, { organizationId });
        if (!listed.ok) return sayRefusal(listed.refusal);
        const { permissions: catalogue } = listed.value;
        const { references, refuse } = asked(body.permission_uuids ?? [], catalogue);
        const { email, first_name: firstName, last_name: lastName, phone = null } = body;
        const person = { email, firstName, lastName, phone };
        const invitee = {
          person,
          projectId: null,
          permissions: references,
          roleIds: [],
          mode: "always",
          onlyNew: true,
        } as const;
        const result = await invite(principal, organizationId, [invitee], null);
        return result.ok ? renderInvited(result.value.changed, email, catalogue) : refuse(result.refusal);
      }),
  }),
  endpoint({
    auth: "open",
    method: "GET",
    path,
    params,
    summary: "The address that an open invitation is for",
    answers: { 200: z.object({ email: z.string(), token: z.string() }), 404: UNCHANGED[404] },
    handle: async ({ request, path: { token } }) => {
      const invitation = await readInvitation(token, peerOf(request.headers));
      return invitation ? Response.json({ email: invitation.email, token }) : notFound();
    },
  }),
  endpoint({
    auth: "open",
    method: "POST",
    path,
    params,
    body: z
      .object({ password: z.string().min(1, "This field may not be blank.") })
      .meta({ id: "CruxAcceptance" }),
    summary: "Accept an invitation with a new password, or with the one that the address has already",
    answers: { 204: null, ...UNCHANGED },
    handle: async ({ path: { token }, body, request, requestId }) => {
      const circumstances = { door: "crux", requestId, peer: peerOf(request.headers) } as const;
      return answer(await acceptInvitation(token, body.password, circumstances), noContent);
    },
  }),
];

function renderInvited(changed: Changed, email: string, catalogue: readonly Permission[]): Response {
  const added = [...changed.after.members.values()].find(
    (each) => each.person.email === email && each.projectId === null,
  );
  const access = added && accessAfter(changed, added.id);
  if (!access) throw new Error("the membership that was just made is not there");
  return Response.json(renderUser(access, catalogue), { status: 201 });
}
