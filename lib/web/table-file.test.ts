import fc from "fast-check";
import { expect, test } from "vitest";
import { cellText, type TableLine } from "@/lib/core/table";
import { readCsvTable, readJsonTable, tableText } from "./table-file";

const bytes = (text: string) => new TextEncoder().encode(text);

async function written(format: "csv" | "json", lines: readonly TableLine[]): Promise<string> {
  async function* pages() {
    yield lines.slice(0, 1);
    yield lines.slice(1);
  }
  let text = "";
  for await (const part of tableText("access", format, pages())) text += part;
  return text;
}

const KEYS = ["email", "name", "permission", "direct", "until", "by_role", "from_above", "implied_by"];
const wild = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom("'", "=", "+", "-", "@", '"', ",", ";", "\n", "\r", "\t", " ", "＝", "a"),
  }),
);
const text = wild.filter((value) => !value.includes("\u0000"));
// What a cell in CSV cannot tell from nothing: a line of empty cells alone.
const lineOf = fc
  .record(Object.fromEntries(KEYS.map((key) => [key, text])))
  .map((line): TableLine => ({ ...line, email: `a${line.email}` }));

test("a table that is written and read again is what it was, whatever stands in its cells", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lineOf, { minLength: 1, maxLength: 5 }), async (lines) => {
      const csv = readCsvTable(bytes(await written("csv", lines)));
      const kept: { lines: TableLine[] } = JSON.parse(await written("json", lines));
      const json = readJsonTable("access", kept.lines);
      if (!csv.ok || !json.ok) throw new Error("cannot be read");
      const wanted = lines.map((line) =>
        Object.fromEntries(KEYS.map((key) => [key, cellText(line[key] ?? null)])),
      );
      expect(csv.table.lines.map(({ cells }) => cells)).toEqual(wanted);
      expect(json.table.lines.map(({ cells }) => cells)).toEqual(wanted);
    }),
    { numRuns: 400 },
  );
});

test("no cell of a written file begins like a formula", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("=", "+", "-", "@", "\t", " ="), text, async (sign, rest) => {
      const file = await written("csv", [{ email: `${sign}${rest}` }]);
      expect(file.split("\r\n")[1]).toMatch(/^"?'/);
    }),
  );
});

const HEAD = "E-mail,Permission,Direct";
const problemOf = (read: ReturnType<typeof readCsvTable>) => (read.ok ? null : read.problem);

test("a file that cannot be read says in a sentence why", () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x45, 0x00, 0x2c, 0x00]);
  expect(problemOf(readCsvTable(utf16))).toContain("not UTF-8");
  expect(problemOf(readCsvTable(new Uint8Array([0x45, 0x00, 0x2d, 0x00])))).toContain("not UTF-8");
  expect(problemOf(readCsvTable(new Uint8Array([0xe4, 0x2c])))).toContain("not UTF-8");
  expect(problemOf(readCsvTable(bytes("\n \n")))).toContain("empty");
  expect(problemOf(readCsvTable(bytes("E-mail,Right\na,b\n")))).toContain("needs these columns");
  expect(problemOf(readCsvTable(bytes(`${HEAD},Direct\na,b,yes,no\n`)))).toContain("twice");
  expect(problemOf(readCsvTable(bytes(`${HEAD}\na,"b,yes\n`)))).toContain("near line");
  expect(problemOf(readCsvTable(bytes(`${HEAD}\na,b,yes,more\n`)))).toContain("Line 2 has more cells");
  expect(problemOf(readJsonTable("access", [{ email: "a", permission: "b" }]))).toContain("“Direct”");
});

test("a BOM, either line end, semicolons, another order of columns, strangers among them, and empty lines are read", () => {
  for (const file of [
    `\ufeff${HEAD}\r\na@b,c,yes\r\n`,
    `${HEAD}\na@b,c,yes`,
    "E-mail;Permission;Direct\r\na@b;c;yes\r\n",
    `direct,note,permission,E-MAIL\r\nyes,mine,c,a@b\r\n,,,\r\n\r\n`,
  ]) {
    const read = readCsvTable(bytes(file));
    if (!read.ok) throw new Error(read.problem);
    expect(read.table.kind).toBe("access");
    expect(read.table.lines).toHaveLength(1);
    expect(read.table.lines[0]?.cells).toMatchObject({ email: "a@b", permission: "c", direct: "yes" });
  }
});

test("a line is counted as an editor counts it, also behind a cell that has several", () => {
  const read = readCsvTable(bytes(`${HEAD},Name\na,b,yes,"one\r\ntwo"\r\n\r\nc,d,no,x\n`));
  expect(read.ok && read.table.lines.map(({ line }) => line)).toEqual([2, 5]);
});
