import { CsvError, type Info, parse } from "csv-parse/sync";
import {
  type BroughtLine,
  type BroughtTable,
  cellText,
  TABLE_COLUMNS,
  TABLE_KINDS,
  type TableKind,
  type TableLine,
} from "@/lib/core/table";
import { csvLine, unmarked } from "./csv";

/** A file of at most 8 MiB is taken. */
export const TABLE_BYTES_MOST = 8 * 1_048_576;
const TABLE_LINES_MOST = 100_000;

export type TableFormat = "csv" | "json";

export type ReadTable =
  | { readonly ok: true; readonly table: BroughtTable }
  | { readonly ok: false; readonly problem: string };

/** The text of a table, in parts as its lines come. CSV begins with its head; JSON is `{"table", "lines": [...]}`. */
export async function* tableText(
  kind: TableKind,
  format: TableFormat,
  pages: AsyncIterable<readonly TableLine[]>,
): AsyncGenerator<string> {
  const columns = TABLE_COLUMNS[kind];
  const isCsv = format === "csv";
  yield isCsv ? csvLine(columns.map(({ title }) => title)) : `{"table":"${kind}","lines":[`;
  let isFirst = true;
  for await (const page of pages) {
    if (isCsv)
      yield page.map((line) => csvLine(columns.map(({ key }) => cellText(line[key] ?? null)))).join("");
    else if (page.length > 0) {
      yield `${isFirst ? "\n" : ",\n"}${page.map((line) => JSON.stringify(line)).join(",\n")}`;
      isFirst = false;
    }
  }
  if (!isCsv) yield "\n]}\n";
}

/** Reads the bytes of a CSV file, with or without a BOM, with either line end; or says in a sentence why not. */
export function readCsvTable(bytes: Uint8Array): ReadTable {
  const text = textOf(bytes);
  if (text === null) return problem("The file is not UTF-8. Save it as “CSV UTF-8”, then try again.");
  if (text.trim() === "") return problem("The file is empty.");
  const first = text.split(/\r?\n|\r/, 1)[0] ?? "";
  const delimiter = !first.includes(",") && first.includes(";") ? ";" : ",";
  const records = recordsOf(text, delimiter);
  if (typeof records === "string") return problem(records);
  const [head, ...rest] = records;
  const columns = columnsOf(head?.record ?? []);
  if (typeof columns === "string") return problem(columns);
  const filled = rest.filter(({ record }) => record.some((cell) => cell.trim() !== ""));
  const uneven = filled.find(({ record }) => record.length > columns.keys.length);
  if (uneven) return problem(`Line ${uneven.line} has more cells than the first line has columns.`);
  return tableOf(
    columns.kind,
    columns.keys,
    filled.map(({ line, record }) => ({
      line,
      cells: Object.fromEntries(columns.keys.map((key, index) => [key, unmarked(record[index] ?? "")])),
    })),
  );
}

/** Reads what JSON says of a table: the keys of the lines are those that `tableText` writes. */
export function readJsonTable(kind: TableKind, lines: readonly TableLine[]): ReadTable {
  const known = new Set(TABLE_COLUMNS[kind].map(({ key }) => key));
  const keys = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter((key) => known.has(key));
  return tableOf(
    kind,
    keys,
    lines.map((line, index) => ({
      line: index + 1,
      cells: Object.fromEntries(keys.map((key) => [key, cellText(line[key] ?? null)])),
    })),
  );
}

function tableOf(kind: TableKind, keys: readonly string[], lines: readonly BroughtLine[]): ReadTable {
  const missing = TABLE_COLUMNS[kind].find(({ key, needed }) => needed && !keys.includes(key));
  if (missing && lines.length > 0) return problem(`The column “${missing.title}” is missing.`);
  if (lines.length > TABLE_LINES_MOST)
    return problem(`The file has more than ${TABLE_LINES_MOST} lines. Bring it in parts.`);
  return { ok: true, table: { kind, columns: new Set(keys), lines } };
}

const problem = (sentence: string): ReadTable => ({ ok: false, problem: sentence });

/** Null where the bytes are no UTF-8: spreadsheets also write UTF-16, and what the country's old code page was. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}

interface Row {
  readonly line: number;
  readonly record: readonly string[];
}

/** With the line on which each begins: a cell in quotes may have several. */
function recordsOf(text: string, delimiter: string): readonly Row[] | string {
  try {
    const found = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    }) as unknown as readonly { readonly info: Info; readonly record: readonly string[] }[];
    return numbered(Buffer.from(text), found);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    return `The file cannot be read as CSV near line ${cause.lines ?? 1}: a quotation mark is not closed, or stands inside a cell without quotes.`;
  }
}

/** Counted here: inside a cell the parser takes CR LF for two lines. */
function numbered(
  bytes: Buffer,
  found: readonly { readonly info: Info; readonly record: readonly string[] }[],
): Row[] {
  let [line, from] = [1, 0];
  return found.map(({ info, record }) => {
    const row = { line, record };
    line += bytes.toString("latin1", from, info.bytes).match(/\r\n|\n|\r/g)?.length ?? 0;
    from = info.bytes;
    return row;
  });
}

interface Columns {
  readonly kind: TableKind;
  readonly keys: readonly string[];
}

/** Which table a head is of: the one whose needed columns are all there. Columns of no table's are passed over. */
function columnsOf(head: readonly string[]): Columns | string {
  const said = head.map((cell) => unmarked(cell).trim().toLowerCase());
  const keysIn = (kind: TableKind) =>
    said.map((word, index) => {
      const column = TABLE_COLUMNS[kind].find(({ key, title }) => [key, title.toLowerCase()].includes(word));
      return column?.key ?? `column ${index}`;
    });
  for (const kind of TABLE_KINDS) {
    const keys = keysIn(kind);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    const isAll = TABLE_COLUMNS[kind].every(({ key, needed }) => !needed || keys.includes(key));
    if (isAll && twice) return `The column “${twice}” is there twice.`;
    if (isAll) return { kind, keys };
  }
  const heads = TABLE_KINDS.map((kind) => TABLE_COLUMNS[kind].filter(({ needed }) => needed))
    .map((columns) => columns.map(({ title }) => title).join(", "))
    .join(" / ");
  return `The first line names no table that is known here. It needs these columns: ${heads}.`;
}
