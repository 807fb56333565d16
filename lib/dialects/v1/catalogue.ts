import "server-only";
import { z } from "zod";
import type { Permission } from "@/lib/core/permission";
import { listPermissions } from "@/lib/operations/read-catalogue";
import { listHolders } from "@/lib/operations/who-holds";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { given, levelSchema } from "./inputs";
import { renderSource, sourceSchema } from "./membership-shape";
import { cursorOf, emailPlace, limit, pageOf, pageSchema } from "./paging";
import { inOrganization, uuid } from "./shapes";

export const catalogueEntrySchema = z
  .object({
    id: z.guid(),
    name: z.string(),
    display_name: z.string(),
    description: z.string().nullable(),
    grouping: z.string(),
    level: levelSchema,
    gated: z
      .boolean()
      .meta({ description: "Granted only in projects where an operator has opened its gate." }),
    administrative: z.boolean().meta({ description: "Never handed out by someone who does not hold it." }),
    is_default: z.boolean().meta({ description: "Given to whoever joins." }),
    implies: z.array(z.guid()),
  })
  .meta({ id: "CatalogueEntry" });

export function renderEntry(permission: Permission): z.input<typeof catalogueEntrySchema> {
  const { id, name, displayName, description, grouping, level, gated, administrative, isDefault, implies } =
    permission;
  return {
    id,
    name,
    display_name: displayName,
    description,
    grouping,
    level,
    gated,
    administrative,
    is_default: isDefault,
    implies: [...implies],
  };
}

const holderSchema = z
  .object({
    membership_id: z.guid(),
    user_id: z.guid(),
    email: z.string(),
    status: z.enum(["INVITED", "ACTIVE", "SUSPENDED"]),
    sources: z.array(sourceSchema),
  })
  .meta({ id: "Holder" });

const holdersQuery = z.object({
  project_id: uuid.optional().meta({ description: "Who holds it in that project." }),
  limit,
  cursor: cursorOf(emailPlace),
});

export const catalogueEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization_id/permissions",
    summary: "The permission catalogue that the organization sees, in its order",
    needs: "belonging to the organization",
    params: inOrganization,
    query: z.object({ level: levelSchema.optional() }),
    answers: { 200: z.array(catalogueEntrySchema) },
    handle: async ({ path, query }, principal) =>
      answer(
        await listPermissions(principal, { organizationId: path.organization_id }, query.level),
        ({ permissions }) => Response.json(permissions.map(renderEntry)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization_id/permissions/:permission_id/holders",
    summary: "Who holds a permission, and by which ways",
    needs: "view_org_users; in a project CAN_VIEW_DATA",
    params: inOrganization.extend({ permission_id: uuid }),
    query: holdersQuery,
    answers: { 200: pageSchema(holderSchema) },
    handle: async ({ path, query }, principal) => {
      const { limit: size, cursor, project_id: projectId } = query;
      const page = { limit: size + 1, ...given({ after: cursor?.email }) };
      const asked = { permissionId: path.permission_id, projectId };
      const result = await listHolders(principal, path.organization_id, asked, page);
      return answer(result, ({ holders, total, emails }) => {
        const place = ({ member }: (typeof holders)[number]) => ({ email: member.person.email });
        const render = ({ member, sources }: (typeof holders)[number]): z.input<typeof holderSchema> => ({
          membership_id: member.id,
          user_id: member.person.id,
          email: member.person.email,
          status: member.status,
          sources: sources.map((source) => renderSource(source, emails)),
        });
        return Response.json(pageOf(holders, { size, total }, render, place));
      });
    },
  }),
];
