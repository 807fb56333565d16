import "server-only";
import { z } from "zod";
import { changeMember, describeMember, describeMembers } from "@/lib/operations/describe-members";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { given, inMember } from "./inputs";
import { memberSchema, renderMember } from "./membership-shape";
import { cursorOf, emailPlace, limit, pageOf, pageSchema } from "./paging";
import { expectedRevision } from "./revision-tag";
import { inOrganization, uuid } from "./shapes";
import { tagged, taggedNothing } from "./tagged";

const listQuery = z.object({
  search: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "Part of the e-mail or the name, in any case." }),
  status: z.enum(["INVITED", "ACTIVE", "SUSPENDED"]).optional(),
  role_id: uuid.optional(),
  permission_id: uuid.optional().meta({ description: "Who holds it, by whatever way." }),
  project_id: uuid
    .optional()
    .meta({ description: "The people of that project instead of the organization's." }),
  limit,
  cursor: cursorOf(emailPlace),
});

const READ = "view_org_users; in a project CAN_VIEW_DATA; one's own membership needs nothing";
const CHANGE = "edit_org_users; in a project CAN_PERFORM_ADMIN_ACTIONS";

const act = (verb: "suspend" | "restore", summary: string) =>
  endpoint({
    auth: "principal",
    method: "POST",
    path: `/organizations/:organization_id/members/:membership_id/${verb}`,
    summary,
    needs: CHANGE,
    params: inMember,
    answers: { 200: memberSchema },
    handle: async ({ path, request }, principal) => {
      const member = path.membership_id;
      const change = { kind: `${verb}-member`, member } as const;
      const result = await changeMember(
        principal,
        path.organization_id,
        member,
        [change],
        expectedRevision(request),
      );
      return answer(result, ({ revision, described }) =>
        tagged(revision, described && renderMember(described)),
      );
    },
  });

export const membershipEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization_id/members",
    summary: "The people of an organization or a project, with what they hold and why",
    needs: READ,
    params: inOrganization,
    query: listQuery,
    answers: { 200: pageSchema(memberSchema) },
    handle: async ({ path, query }, principal) => {
      const { role_id: roleId, permission_id: permissionId, search, status, cursor, limit: size } = query;
      const filter = given({ search, status, roleId, permissionId });
      const page = { limit: size + 1, ...(cursor ? { after: cursor.email } : {}) };
      const result = await describeMembers(principal, path.organization_id, query.project_id, filter, page);
      return answer(result, ({ revision, people, total }) =>
        tagged(
          revision,
          pageOf(people, { size, total }, renderMember, ({ member }) => ({ email: member.person.email })),
        ),
      );
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization_id/members/:membership_id",
    summary: "One membership, of the organization or of one of its projects",
    needs: READ,
    params: inMember,
    answers: { 200: memberSchema },
    handle: async ({ path }, principal) =>
      answer(
        await describeMember(principal, path.organization_id, path.membership_id),
        ({ revision, described }) => tagged(revision, renderMember(described)),
      ),
  }),
  act("suspend", "Suspend a member; at the organization his project memberships go along"),
  act("restore", "Let a suspended member in again"),
  endpoint({
    auth: "principal",
    method: "DELETE",
    path: "/organizations/:organization_id/members/:membership_id",
    summary: "Remove a member; at the organization his project memberships go along",
    needs: `${CHANGE}; to leave oneself needs nothing`,
    params: inMember,
    answers: { 204: null },
    handle: async ({ path, request }, principal) => {
      const member = path.membership_id;
      const change = { kind: "remove-member", member } as const;
      const result = await changeMember(
        principal,
        path.organization_id,
        member,
        [change],
        expectedRevision(request),
      );
      return answer(result, ({ revision }) => taggedNothing(revision));
    },
  }),
];
