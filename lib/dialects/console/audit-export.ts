import "server-only";
import type { Principal } from "@/lib/core/principal";
import { type AuditPage, readAudit } from "@/lib/operations/audit";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";

type Filter = Parameters<typeof readAudit>[2];
type Row = AuditPage["events"][number];

const PAGE = 500;

const COLUMNS = [
  "at",
  "revision",
  "sequence",
  "kind",
  "actor_label",
  "actor_id",
  "on_behalf_of",
  "door",
  "request_id",
  "subject_label",
  "person_id",
  "membership_id",
  "project_id",
  "permission_name",
  "permission_id",
  "role_name",
  "role_id",
  "before",
  "after",
  "previous_hash",
  "hash",
] as const satisfies readonly (keyof Row)[];

const FORMATS = {
  csv: {
    type: "text/csv; charset=utf-8",
    head: csvLine(COLUMNS),
    line: (row: Row) => csvLine(COLUMNS.map((column) => cellOf(row[column]))),
  },
  // Everything that the hash is over: with it the chain can be checked outside of this product.
  ndjson: {
    type: "application/x-ndjson; charset=utf-8",
    head: "",
    line: (row: Row) => `${JSON.stringify(row)}\n`,
  },
};

/** All events that the filter lets through, newest first, page by page, so that a long log needs no memory of its size. */
export async function exportAudit(
  principal: Principal,
  organizationId: string,
  filter: Filter,
  format: keyof typeof FORMATS,
): Promise<Response> {
  const first = await readAudit(principal, organizationId, filter, { limit: PAGE });
  if (!first.ok) return answer(first);
  const { type, head, line } = FORMATS[format];
  const encoder = new TextEncoder();
  let page: AuditPage | null = first.value;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    pull: async (controller) => {
      if (page === null) return controller.close();
      controller.enqueue(encoder.encode(page.events.map(line).join("")));
      page = page.next && (await pageAfter(page.next));
    },
  });
  const pageAfter = async (before: NonNullable<AuditPage["next"]>): Promise<AuditPage> => {
    const next = await readAudit(principal, organizationId, filter, { limit: PAGE, before });
    // A right that was taken away meanwhile ends the file with an error: half a log must not look whole.
    if (!next.ok) throw new Error(next.refusal.message);
    return next.value;
  };
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="audit-log.${format}"`,
    },
  });
}

function cellOf(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value);
}
