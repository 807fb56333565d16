import "server-only";
import { z } from "zod";
import { checkAudit, previewUndo } from "@/lib/operations/audit";
import { type AuditPlace, listActors, readAuditView } from "@/lib/operations/read-audit-view";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { exportAudit } from "./audit-export";
import { guid } from "./desk";

const inOrganization = z.object({ organization: guid });
const some = z.unknown();

const filterQuery = z.object({
  actorId: guid.optional(),
  personId: guid.optional(),
  permissionId: guid.optional(),
  roleId: guid.optional(),
  projectId: guid.optional(),
  door: z.string().max(40).optional(),
  kind: z.string().max(60).optional(),
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 53)
    .optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});

const pageQuery = filterQuery.extend({
  before: z
    .string()
    .regex(/^\d{1,15}\.\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  oldestFirst: z.stringbool().default(false),
});

export const auditEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit-log",
    needs: "view_audit_log",
    params: inOrganization,
    query: pageQuery,
    summary: "What happened, newest or oldest first, with names",
    answers: { 200: some },
    handle: async ({ path, query }, principal) => {
      const { before, limit, oldestFirst, ...filter } = query;
      const page = { limit, oldestFirst, ...(before ? { before: placeOf(before) } : {}) };
      return answer(await readAuditView(principal, path.organization, withoutGaps(filter), page));
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit-log/export",
    needs: "view_audit_log",
    params: inOrganization,
    query: filterQuery.extend({ format: z.enum(["csv", "ndjson"]) }),
    summary: "What happened, as a file",
    answers: { 200: some },
    handle: async ({ path, query: { format, ...filter } }, principal) =>
      exportAudit(principal, path.organization, withoutGaps(filter), format),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit-log/actors",
    needs: "view_audit_log",
    params: inOrganization,
    summary: "Who has ever changed something",
    answers: { 200: some },
    handle: async ({ path }, principal) => answer(await listActors(principal, path.organization)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit-log/verification",
    needs: "view_audit_log",
    params: inOrganization,
    summary: "Whether the audit's chain is whole",
    answers: { 200: some },
    handle: async ({ path }, principal) => answer(await checkAudit(principal, path.organization)),
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/audit-log/:revision/undo",
    needs: "belonging to the organization",
    params: inOrganization.extend({ revision: z.coerce.number().int().min(1) }),
    summary: "What taking a command back would do",
    answers: { 200: some },
    handle: async ({ path }, principal) =>
      answer(await previewUndo(principal, path.organization, path.revision)),
  }),
];

/** `revision.sequence`, as the pages are passed on. */
function placeOf(before: string): AuditPlace {
  const [revision = 0, sequence = 0] = before.split(".").map(Number);
  return { revision, sequence };
}

function withoutGaps<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
