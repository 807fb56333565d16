// What spreadsheets take for the beginning of a formula, in East Asian width too, also behind blanks that they skip.
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
// What is marked already, or looks so, is marked once more: taking one mark off gives what was there.
const MARKED = /^'+(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** One line of a CSV file. Spreadsheets run what begins like a formula: such a cell is marked as text. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

/** The text of a cell that `csvLine` wrote, without the mark. */
export function unmarked(cell: string): string {
  return MARKED.test(cell) ? cell.slice(1) : cell;
}

function cellOf(value: string | number | null): string {
  const text = String(value ?? "");
  const safe = typeof value === "string" && (FORMULA.test(text) || MARKED.test(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
