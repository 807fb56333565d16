import "server-only";
import { z } from "zod";
import { refuse } from "@/lib/core/refusal";
import { TABLE_KINDS } from "@/lib/core/table";
import { exportTable } from "@/lib/operations/export-table";
import { readImport } from "@/lib/operations/read-import";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { broughtTable, sentTableSchema, tableAnswer, tableSchema } from "@/lib/web/table-answer";
import { answer } from "./answers";
import { guid } from "./desk";

const inOrganization = z.object({ organization: guid });
const needs = "view_org_users; in a project CAN_VIEW_DATA";

/** Tables as files, out and back in. Bringing one back only says what it would change: that is held back for review. */
export const tableEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization/table-export",
    needs,
    params: inOrganization,
    query: z.object({
      table: z.enum(TABLE_KINDS),
      format: z.enum(["csv", "json"]),
      project: guid.optional(),
      search: z.string().max(200).optional(),
    }),
    table: "sent",
    summary: "Who holds what and why, who has which role, what each role gives, or the catalogue: as a file",
    answers: { 200: sentTableSchema },
    handle: async ({ path, query: { table, format, project, search } }, principal) => {
      const place = { organizationId: path.organization, projectId: project ?? null };
      const result = await exportTable(principal, table, place, search);
      return result.ok ? tableAnswer(table, format, result.value.pages) : answer(result);
    },
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/organizations/:organization/table-import",
    needs,
    params: inOrganization,
    query: z.object({ project: guid.optional() }),
    body: tableSchema.optional(),
    table: "taken",
    summary: "What a brought file would change",
    answers: { 200: z.unknown() },
    handle: async ({ path, query, body, csv }, principal) => {
      const read = broughtTable({ csv, body });
      if (!read.ok) return answer({ ok: false, refusal: refuse("invalid", read.problem, { field: "file" }) });
      const place = { organizationId: path.organization, projectId: query.project ?? null };
      return answer(await readImport(principal, place, read.table));
    },
  }),
];
