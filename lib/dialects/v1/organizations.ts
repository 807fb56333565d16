import "server-only";
import { z } from "zod";
import type { Organization } from "@/lib/core/state";
import { listOrganizations, readOrganization } from "@/lib/operations/organizations";
import { endpoint, type AnyEndpoint } from "@/lib/web/family";
import { answer } from "./answers";

const organizationSchema = z
  .object({ id: z.uuid(), created_at: z.iso.datetime().nullable(), updated_at: z.iso.datetime().nullable(), name: z.string() })
  .meta({ id: "Organization" });

const render = ({ id, createdAt, updatedAt, name }: Organization) => ({ id, created_at: createdAt, updated_at: updatedAt, name });

const inPath = z.object({ organization_id: z.uuid() });

export const organizationEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations",
    summary: "The organizations that you belong to",
    answers: { 200: z.array(organizationSchema) },
    handle: async (_, principal) => answer(await listOrganizations(principal, { limit: 1000 }), (list) => Response.json(list.map(render))),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization_id",
    params: inPath,
    summary: "One organization",
    answers: { 200: organizationSchema },
    handle: async ({ path }, principal) =>
      answer(await readOrganization(principal, path.organization_id), ({ organization }) => Response.json(render(organization))),
  }),
];
