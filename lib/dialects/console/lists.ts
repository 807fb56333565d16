import "server-only";
import { z } from "zod";
import { checkAudit, readAudit } from "@/lib/operations/audit";
import { listInvitations } from "@/lib/operations/invitations";
import { success } from "@/lib/operations/result";
import { listOwnTokens, listTokensOf } from "@/lib/operations/tokens";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { guid } from "./desk";

const inOrganization = z.object({ organization: guid });
const some = z.unknown();

const auditQuery = z.object({
  actorId: guid.optional(),
  personId: guid.optional(),
  permissionId: guid.optional(),
  roleId: guid.optional(),
  projectId: guid.optional(),
  door: z.string().max(40).optional(),
  kind: z.string().max(60).optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 53)
    .optional(),
  before: z
    .string()
    .regex(/^\d{1,15}\.\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** `revision.sequence`, as the pages of the audit are passed on. */
function placeOf(before: string): { revision: number; sequence: number } {
  const [revision = 0, sequence = 0] = before.split(".").map(Number);
  return { revision, sequence };
}

function withoutGaps<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

export const listEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/invitations",
    params: inOrganization,
    query: z.object({
      project: guid.optional(),
      status: z.enum(["pending", "accepted", "cancelled"]).optional(),
      search: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    summary: "Invitations, newest first",
    answers: { 200: some },
    handle: async ({ path, query }, principal) => {
      const { project, limit, offset, ...filter } = query;
      const place = project ? { projectId: project } : { organizationId: path.organization };
      const found = await listInvitations(principal, place, withoutGaps(filter), { limit, offset });
      return answer(
        found.ok ? success({ invitations: found.value.invitations, total: found.value.total }) : found,
      );
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit",
    params: inOrganization,
    query: auditQuery,
    summary: "What happened, newest first",
    answers: { 200: some },
    handle: async ({ path, query }, principal) => {
      const { before, limit, ...filter } = query;
      const page = { limit, ...(before ? { before: placeOf(before) } : {}) };
      return answer(await readAudit(principal, path.organization, withoutGaps(filter), page));
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit/verification",
    params: inOrganization,
    summary: "Whether the audit's chain is whole",
    answers: { 200: some },
    handle: async ({ path }, principal) => answer(await checkAudit(principal, path.organization)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/tokens",
    params: inOrganization,
    query: z.object({ all: z.stringbool().default(false) }),
    summary: "API tokens: one's own, or all of the organization's",
    answers: { 200: some },
    handle: async ({ path, query }, principal) =>
      answer(query.all ? await listTokensOf(principal, path.organization) : await listOwnTokens(principal)),
  }),
];
