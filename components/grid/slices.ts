/** Rows or columns from the first to the last, both drawn. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What is drawn of a grid. */
export interface Window {
  readonly rows: Span;
  readonly columns: Span;
}

/**
 * The next window on the way from what is drawn to what is wanted, with about `cells` new ones: what is no longer wanted
 * goes at once, what is new comes in slices, so that no jump draws longer than a frame may take. It always comes nearer;
 * columns come by `block`, and rows from the first in sight (`seen`) where nothing drawn is wanted any more.
 */
export function nextWindow(
  drawn: Window,
  wanted: Window,
  { cells, block, seen }: { readonly cells: number; readonly block: number; readonly seen: number },
): Window {
  const kept = { rows: shared(drawn.rows, wanted.rows), columns: shared(drawn.columns, wanted.columns) };
  if (!kept.rows || !kept.columns) {
    const rows = { first: seen, last: seen + few(cells, lengthOf(wanted.columns)) - 1 };
    return { rows: shared(rows, wanted.rows) ?? wanted.rows, columns: wanted.columns };
  }
  const blocks = few(cells, lengthOf(kept.rows) * block);
  const columns = grown(kept.columns, wanted.columns, blocks * block);
  const left = cells - (lengthOf(columns) - lengthOf(kept.columns)) * lengthOf(kept.rows);
  const isWhole = isSameSpan(columns, wanted.columns);
  const rows = isWhole && left > 0 ? few(left, lengthOf(columns)) : 0;
  return { rows: grown(kept.rows, wanted.rows, rows), columns };
}

export function isSameWindow(a: Window, b: Window): boolean {
  return isSameSpan(a.rows, b.rows) && isSameSpan(a.columns, b.columns);
}

/** How many cells the second has that the first has not. */
export function cellsNewIn(before: Window, after: Window): number {
  const rows = shared(before.rows, after.rows);
  const columns = shared(before.columns, after.columns);
  const kept = rows && columns ? lengthOf(rows) * lengthOf(columns) : 0;
  return lengthOf(after.rows) * lengthOf(after.columns) - kept;
}

const lengthOf = ({ first, last }: Span): number => last - first + 1;

const isSameSpan = (a: Span, b: Span): boolean => a.first === b.first && a.last === b.last;

const few = (cells: number, each: number): number => Math.max(1, Math.floor(cells / Math.max(1, each)));

function shared(a: Span, b: Span): Span | null {
  const both = { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
  return both.first <= both.last ? both : null;
}

/** At most `most` further ones after it, and only where none are left there, ahead of it: one reads downwards. */
function grown(kept: Span, wanted: Span, most: number): Span {
  if (kept.last < wanted.last) return { ...kept, last: Math.min(wanted.last, kept.last + most) };
  return { ...kept, first: Math.max(wanted.first, kept.first - most) };
}
