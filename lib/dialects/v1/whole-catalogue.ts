import "server-only";
import { z } from "zod";
import type { Permission } from "@/lib/core/permission";
import { readCatalogueOfAll, readPermissionUses } from "@/lib/operations/catalogue";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { catalogueEntrySchema, renderEntry } from "./catalogue";
import { visibilitySchema } from "./permission-shape";
import { uuid } from "./shapes";
import { tagged } from "./tagged";

const listedSchema = catalogueEntrySchema
  .extend({ visibility: visibilitySchema })
  .meta({ id: "ListedPermission" });

const renderListed = (permission: Permission): z.input<typeof listedSchema> => ({
  ...renderEntry(permission),
  visibility: permission.visibility,
});

const usesSchema = z
  .object({
    permission: listedSchema,
    uses: z.array(
      z.object({
        organization_id: z.guid().nullable().meta({ description: "Null: of tokens that are bound to none." }),
        organization: z.string().nullable(),
        members: z.int().meta({ description: "Memberships that hold it directly." }),
        roles: z.int().meta({ description: "Roles that give it; built-in ones are the system's." }),
        tokens: z.int().meta({ description: "Tokens that are narrowed to it." }),
      }),
    ),
  })
  .meta({ id: "PermissionUses" });

/** The catalogue of the whole installation. It is changed by commands to the system organization: see README.md. */
export const wholeCatalogueEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/catalogue",
    summary: "Every permission of every level, in the catalogue's order",
    needs: "Operator",
    answers: { 200: z.array(listedSchema) },
    handle: async (_, principal) =>
      answer(await readCatalogueOfAll(principal), ({ revision, permissions }) =>
        tagged(revision, permissions.map(renderListed)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/support/catalogue/:permission_id",
    summary: "A permission, and where it is in use: only what nobody uses can be deleted",
    needs: "Operator",
    params: z.object({ permission_id: uuid }),
    answers: { 200: usesSchema },
    handle: async ({ path }, principal) =>
      answer(await readPermissionUses(principal, path.permission_id), ({ revision, permission, uses }) =>
        tagged(revision, {
          permission: renderListed(permission),
          uses: uses.map(({ organizationId, organizationName, ...counts }) => ({
            organization_id: organizationId,
            organization: organizationName,
            ...counts,
          })),
        } satisfies z.input<typeof usesSchema>),
      ),
  }),
];
