import "server-only";
import { z } from "zod";
import type { BroughtChange, BroughtView, LineNote } from "@/lib/core/brought";
import { TABLE_KINDS } from "@/lib/core/table";
import { exportTable } from "@/lib/operations/export-table";
import { readImport } from "@/lib/operations/read-import";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { broughtTable, formatOf, sentTableSchema, tableAnswer, tableSchema } from "@/lib/web/table-answer";
import { answer, invalid } from "./answers";
import { permissionEdit, permissionWords, renderEdit, renderWords } from "./permission-shape";
import { revisionTag } from "./revision-tag";
import { inOrganization, uuid } from "./shapes";
import { tagged } from "./tagged";

const project_id = uuid.optional().meta({ description: "The table of that project." });

const exportQuery = z.object({
  table: z.enum(TABLE_KINDS).default("access"),
  format: z.enum(["csv", "json"]).optional().meta({ description: "Wins over Accept; without both CSV." }),
  project_id,
  search: z.string().max(200).optional().meta({ description: "Only people with this in name or e-mail." }),
});

const noteSchema = z.object({
  line: z.int().meta({ description: "Counted from 1; in CSV the first is the head." }),
  column: z.string().nullable(),
  message: z.string(),
});

const byMember = { member_id: z.guid() };
const expires_at = z.iso.datetime().nullable();

/** Each is a change as /changes takes it: permissions are named by their ids. */
const broughtSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("add_permission"), ...byMember, permission: z.guid(), expires_at }),
    z.object({ kind: z.literal("remove_permission"), ...byMember, permission: z.guid() }),
    z.object({ kind: z.literal("assign_role"), ...byMember, role_id: z.guid(), expires_at }),
    z.object({ kind: z.literal("unassign_role"), ...byMember, role_id: z.guid() }),
    z.object({
      kind: z.literal("edit_role"),
      role_id: z.guid(),
      add: z.array(z.guid()),
      remove: z.array(z.guid()),
    }),
    z.object({ kind: z.literal("create_permission"), ...permissionWords }),
    z.object({ kind: z.literal("edit_permission"), permission: z.guid(), ...permissionEdit }),
  ])
  .meta({ id: "BroughtChange" });

const importSchema = z
  .object({
    revision: z.int().meta({ description: "For If-Match, when the changes are sent to be applied." }),
    changes: z.array(broughtSchema).meta({ description: "To send to /changes, as they are." }),
    report: z.object({
      lines: z.int(),
      same: z.int().meta({ description: "Lines that say what is so already." }),
      added: z.array(noteSchema).meta({ description: "Lines that make a permission of the catalogue." }),
      changed: z.array(noteSchema),
      refused: z.array(noteSchema),
    }),
  })
  .meta({ id: "ImportPreview" });

function renderChange(change: BroughtChange): z.input<typeof broughtSchema> {
  switch (change.kind) {
    case "add-permission": {
      const { member, permission, expiresAt } = change;
      return { kind: "add_permission", member_id: member, permission, expires_at: expiresAt };
    }
    case "remove-permission":
      return { kind: "remove_permission", member_id: change.member, permission: change.permission };
    case "assign-role": {
      const { member, role, expiresAt } = change;
      return { kind: "assign_role", member_id: member, role_id: role, expires_at: expiresAt };
    }
    case "unassign-role":
      return { kind: "unassign_role", member_id: change.member, role_id: change.role };
    case "edit-role":
      return { kind: "edit_role", role_id: change.role, add: [...change.add], remove: [...change.remove] };
    case "create-permission":
      return { ...renderWords(change), kind: "create_permission" };
    case "edit-permission":
      return { kind: "edit_permission", permission: change.permission, ...renderEdit(change.set) };
  }
}

const notes = (all: readonly LineNote[]) =>
  all.map(({ line, column, message }) => ({ line, column, message }));

function renderImport({ revision, changes, report }: BroughtView): z.input<typeof importSchema> {
  const { lines, same, added, changed, refused } = report;
  return {
    revision,
    changes: changes.map(renderChange),
    report: { lines, same, added: notes(added), changed: notes(changed), refused: notes(refused) },
  };
}

export const tableEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: "/organizations/:organization_id/export",
    summary: "Who holds what and why, who has which role, what each role gives, or the catalogue: as a file",
    needs: "view_org_users; in a project CAN_VIEW_DATA",
    params: inOrganization,
    query: exportQuery,
    table: "sent",
    answers: { 200: sentTableSchema },
    handle: async ({ request, path, query }, principal) => {
      const place = { organizationId: path.organization_id, projectId: query.project_id ?? null };
      const format = formatOf(request, query.format);
      return answer(await exportTable(principal, query.table, place, query.search), ({ revision, pages }) =>
        tableAnswer(query.table, format, pages, { etag: revisionTag(revision) }),
      );
    },
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: "/organizations/:organization_id/import",
    summary: "What a file of an export, changed or not, would change; nothing is changed by it",
    needs: "view_org_users; in a project CAN_VIEW_DATA",
    params: inOrganization,
    query: z.object({ project_id }),
    body: tableSchema.optional(),
    table: "taken",
    answers: { 200: importSchema },
    handle: async ({ path, query, body, csv }, principal) => {
      const read = broughtTable({ csv, body });
      if (!read.ok) return invalid([{ loc: ["body"], msg: read.problem, type: "value_error" }]);
      const place = { organizationId: path.organization_id, projectId: query.project_id ?? null };
      return answer(await readImport(principal, place, read.table), (view) =>
        tagged(view.revision, renderImport(view)),
      );
    },
  }),
];
