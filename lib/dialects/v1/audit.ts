import "server-only";
import { z } from "zod";
import { type AuditPage, checkAudit, previewUndo, readAudit, undo } from "@/lib/operations/audit";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer } from "./answers";
import { changedSchema, previewSchema, renderChanged, renderPreview } from "./changes";
import { inSnakeCase } from "./event-shape";
import { given, revision, time } from "./inputs";
import { cursorOf, limit, writeCursor } from "./paging";
import { expectedRevision } from "./revision-tag";
import { inOrganization, uuid } from "./shapes";
import { tagged } from "./tagged";

const eventSchema = z
  .object({
    revision: z.int().meta({ description: "The events of one command share it." }),
    sequence: z.int(),
    at: z.iso.datetime(),
    kind: z.string(),
    door: z.string(),
    request_id: z.string(),
    actor_id: z.guid().nullable(),
    actor: z.string(),
    on_behalf_of: z.guid().nullable(),
    project_id: z.guid().nullable(),
    membership_id: z.guid().nullable(),
    user_id: z.guid().nullable(),
    subject: z.string().nullable(),
    permission_id: z.guid().nullable(),
    permission: z.string().nullable(),
    role_id: z.guid().nullable(),
    role: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    hash: z.string(),
  })
  .meta({ id: "AuditEvent" });

const auditPageSchema = z.object({ items: z.array(eventSchema), next_cursor: z.string().nullable() });

const verificationSchema = z
  .object({
    intact: z.boolean(),
    events: z.int(),
    noted: z.int().meta({ description: "Revisions compared with the notes outside the database." }),
    broken: z.object({ revision: z.int(), sequence: z.int(), reason: z.string() }).nullable(),
  })
  .meta({ id: "AuditVerification" });

const place = z.object({ revision: z.int().min(0), sequence: z.int().min(0).max(2_147_483_647) });

const filterQuery = z.object({
  actor_id: uuid.optional(),
  person_id: uuid.optional(),
  permission_id: uuid.optional(),
  role_id: uuid.optional(),
  project_id: uuid.optional(),
  door: z.string().max(100).optional(),
  kind: z.string().max(100).optional(),
  from: time.optional().meta({ description: "Inclusive." }),
  until: time.optional().meta({ description: "Exclusive." }),
  revision: revision.optional(),
  limit,
  cursor: cursorOf(place),
});

const renderEvent = (row: AuditPage["events"][number]): z.input<typeof eventSchema> => ({
  revision: row.revision,
  sequence: row.sequence,
  at: row.at,
  kind: row.kind,
  door: row.door,
  request_id: row.request_id,
  actor_id: row.actor_id,
  actor: row.actor_label,
  on_behalf_of: row.on_behalf_of,
  project_id: row.project_id,
  membership_id: row.membership_id,
  user_id: row.person_id,
  subject: row.subject_label,
  permission_id: row.permission_id,
  permission: row.permission_name,
  role_id: row.role_id,
  role: row.role_name,
  before: inSnakeCase(row.before),
  after: inSnakeCase(row.after),
  hash: row.hash,
});

const base = "/organizations/:organization_id/audit";
const ofRevision = inOrganization.extend({ revision });

export const auditEndpoints: readonly AnyEndpoint[] = [
  endpoint({
    auth: "principal",
    method: "GET",
    path: base,
    summary: "What happened, newest first",
    needs: "view_audit_log",
    params: inOrganization,
    query: filterQuery,
    answers: { 200: auditPageSchema },
    handle: async ({ path, query }, principal) => {
      const {
        actor_id: actorId,
        person_id: personId,
        permission_id: permissionId,
        role_id: roleId,
        project_id: projectId,
      } = query;
      const { door, kind, from, until, revision: atRevision, limit: size, cursor } = query;
      const filter = given({
        actorId,
        personId,
        permissionId,
        roleId,
        projectId,
        door,
        kind,
        from,
        until,
        revision: atRevision,
      });
      const page = { limit: size, ...(cursor ? { before: cursor } : {}) };
      return answer(await readAudit(principal, path.organization_id, filter, page), ({ events, next }) =>
        Response.json({ items: events.map(renderEvent), next_cursor: next && writeCursor(next) }),
      );
    },
  }),
  endpoint({
    auth: "principal",
    method: "GET",
    path: `${base}/verify`,
    summary: "Recompute the audit's chain of hashes",
    needs: "view_audit_log",
    params: inOrganization,
    answers: { 200: verificationSchema },
    handle: async ({ path }, principal) =>
      answer(await checkAudit(principal, path.organization_id), (found) => Response.json(found)),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${base}/:revision/undo`,
    summary: "Take one command back, by the same rules as any other",
    needs: "what its inverse needs",
    params: ofRevision,
    answers: { 200: changedSchema },
    handle: async ({ path, request }, principal) =>
      answer(
        await undo(principal, path.organization_id, path.revision, expectedRevision(request)),
        (changed) => tagged(changed.revision, renderChanged(changed)),
      ),
  }),
  endpoint({
    auth: "principal",
    method: "POST",
    path: `${base}/:revision/undo/preview`,
    summary: "What taking it back would do",
    needs: "what its inverse needs",
    params: ofRevision,
    answers: { 200: previewSchema },
    handle: async ({ path }, principal) =>
      answer(await previewUndo(principal, path.organization_id, path.revision), (preview) =>
        tagged(preview.revision, renderPreview(preview)),
      ),
  }),
];
