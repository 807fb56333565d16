import "server-only";
import { z } from "zod";
import { checkAccess, type ExplainedPermission, explainMember } from "@/lib/operations/explain-access";
import { type HeldNow, listAccess } from "@/lib/operations/list-access";
import type { MemberReference } from "@/lib/operations/list-members";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { catalogueEntrySchema, renderEntry } from "./catalogue";
import { inMember, permissionReference } from "./inputs";
import { renderSource, sourceSchema } from "./membership-shape";
import { cursorOf, emailPlace, limit, pageOf } from "./paging";
import { inOrganization, uuid } from "./shapes";
import { tagged } from "./tagged";

const explainedSchema = z
  .object({
    permission: catalogueEntrySchema,
    held: z.boolean(),
    sources: z.array(sourceSchema).meta({ description: "Every way by which it is held." }),
    ways: z
      .array(
        z.object({
          kind: z.enum(["direct", "role"]),
          role_id: z.guid().optional(),
          role_name: z.string().optional(),
          gains: z.int().meta({ description: "How many permissions this would give altogether." }),
        }),
      )
      .meta({ description: "Where it is not held: the ways to it, the one that gives least first." }),
  })
  .meta({ id: "ExplainedPermission" });

const checkSchema = z
  .object({
    user_id: uuid.optional(),
    membership_id: uuid.optional(),
    email: z.string().min(1).max(1000).optional(),
    project_id: uuid.optional(),
    permission: permissionReference,
  })
  .refine(
    ({ user_id: user, membership_id: membership, email }) =>
      [user, membership, email].filter(Boolean).length === 1,
    { message: "Give one of user_id, membership_id and email." },
  );

const checkedSchema = z
  .object({
    permission: catalogueEntrySchema,
    held: z.boolean().meta({
      description:
        "Whether it is in force now. Who has not accepted his invitation, is suspended, or belongs to a deactivated organization holds nothing, whatever the sources say.",
    }),
    sources: z.array(sourceSchema),
  })
  .meta({ id: "AccessCheck" });

const referenceOf = ({
  user_id: personId,
  membership_id: membershipId,
  email,
}: z.output<typeof checkSchema>): MemberReference =>
  personId !== undefined
    ? { personId }
    : membershipId !== undefined
      ? { membershipId }
      : { email: email ?? "" };

function renderExplained(
  { permission, sources, ways }: ExplainedPermission,
  emails: ReadonlyMap<string, string>,
): z.input<typeof explainedSchema> {
  return {
    permission: renderEntry(permission),
    held: sources.length > 0,
    sources: sources.map((source) => renderSource(source, emails)),
    ways: ways.map((way) =>
      way.kind === "role"
        ? { kind: "role", role_id: way.role.id, role_name: way.role.name, gains: way.gained.length }
        : { kind: "direct", gains: way.gained.length },
    ),
  };
}

const accessPageSchema = z
  .object({
    items: z.array(
      z.object({
        membership_id: z.guid(),
        user_id: z.guid(),
        email: z.string(),
        status: z.enum(["INVITED", "ACTIVE", "SUSPENDED"]),
        permissions: z.array(z.string()).meta({ description: "The names of all that is held in effect." }),
      }),
    ),
    next_cursor: z.string().nullable().meta({ description: "Null: this was the last page." }),
  })
  .meta({ id: "EffectiveAccessPage" });

const renderHeld = ({ person, permissions }: HeldNow) => ({
  membership_id: person.membershipId,
  user_id: person.personId,
  email: person.email,
  status: person.status,
  permissions: [...permissions],
});

export const accessEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    presumes: true,
    method: "GET",
    path: "/organizations/:organization_id/effective-access",
    summary:
      "Who may do what now: the people of an organization or a project with the names of all that they hold",
    needs: "view_org_users; in a project CAN_VIEW_DATA",
    params: inOrganization,
    query: z.object({
      project_id: uuid
        .optional()
        .meta({ description: "The people of that project instead of the organization's." }),
      limit,
      cursor: cursorOf(emailPlace),
    }),
    answers: { 200: accessPageSchema },
    handle: async ({ path, query }, principal) => {
      const page = { limit: query.limit + 1, after: query.cursor?.email ?? null };
      const result = await listAccess(principal, path.organization_id, query.project_id, page);
      return answer(result, ({ revision, people }) => {
        const { items, next_cursor } = pageOf(
          people,
          { size: query.limit, total: 0 },
          renderHeld,
          ({ person }) => ({
            email: person.email,
          }),
        );
        return tagged(revision, { items, next_cursor });
      });
    },
  }),
  endpoint({
    auth: "principal",
    presumes: true,
    method: "GET",
    path: "/organizations/:organization_id/members/:membership_id/access",
    summary: "The whole catalogue for one member: what he holds and why, and how he could come to the rest",
    needs: "view_org_users; in a project CAN_VIEW_DATA; for oneself nothing",
    params: inMember,
    answers: { 200: z.array(explainedSchema) },
    handle: async ({ path }, principal) =>
      answer(
        await explainMember(principal, path.organization_id, path.membership_id),
        ({ revision, described, permissions }) =>
          tagged(
            revision,
            permissions.map((each) => renderExplained(each, described.emails)),
          ),
      ),
  }),
  endpoint({
    auth: "principal",
    presumes: true,
    method: "POST",
    path: "/organizations/:organization_id/check",
    summary: "Does this person hold this permission, and why",
    needs: "view_org_users; in a project CAN_VIEW_DATA; for oneself nothing",
    params: inOrganization,
    body: checkSchema,
    answers: { 200: checkedSchema },
    handle: async ({ path, body }, principal) => {
      const question = { who: referenceOf(body), projectId: body.project_id, permission: body.permission };
      return answer(
        await checkAccess(principal, path.organization_id, question),
        ({ permission, held, sources, emails }) =>
          Response.json({
            permission: renderEntry(permission),
            held,
            sources: sources.map((source) => renderSource(source, emails)),
          }),
      );
    },
  }),
];
