import "server-only";
import { z } from "zod";
import { TABLE_KINDS, type TableKind, type TableLine } from "@/lib/core/table";
import { type ReadTable, readCsvTable, readJsonTable, type TableFormat, tableText } from "./table-file";

const cell = z.union([z.string().max(10_000), z.boolean(), z.null(), z.array(z.string().max(10_000))]);

const lines = z.array(z.record(z.string().max(100), cell));

/** A table in JSON, as `tableAnswer` sends it. */
export const sentTableSchema = z.object({ table: z.enum(TABLE_KINDS), lines }).meta({ id: "SentTable" });

/** A table in JSON, as one brings it back; absent where it came as text/csv. */
export const tableSchema = z.object({ table: z.enum(TABLE_KINDS), lines }).meta({
  id: "Table",
  description:
    "access: email, permission, direct, until. members: email, role or role_id, assigned, until. roles: role or role_id, permission, given. Other keys explain, and are passed over when they come back.",
});

/** The table that a call brought, as CSV or as JSON; or why it cannot be read, in a sentence. */
export function broughtTable(call: {
  readonly csv: Uint8Array | null;
  readonly body: z.output<typeof tableSchema> | undefined;
}): ReadTable {
  if (call.csv) return readCsvTable(call.csv);
  return call.body
    ? readJsonTable(call.body.table, call.body.lines)
    : { ok: false, problem: "Send the table as text/csv or application/json." };
}

/** What the caller wants: what the query says, else JSON for who accepts that alone, else CSV. */
export function formatOf(request: Request, asked: TableFormat | undefined): TableFormat {
  const accept = request.headers.get("accept") ?? "";
  const wantsJson = accept.includes("application/json") && !accept.includes("text/csv");
  return asked ?? (wantsJson ? "json" : "csv");
}

/** An answer that the browser saves; written as it is made, so that a long table needs no memory of its size. */
export function tableAnswer(
  kind: TableKind,
  format: TableFormat,
  pages: AsyncIterable<readonly TableLine[]>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const encoder = new TextEncoder();
  const parts = tableText(kind, format, pages);
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      ...headers,
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${kind}.${format}"`,
    },
  });
}
