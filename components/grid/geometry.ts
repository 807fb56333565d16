/** Pixels that a grid's parts agree on. */
export interface Layout {
  readonly row: number;
  readonly column: number;
  /** The height of the column heads. */
  readonly head: number;
  /** The width of the row heads. */
  readonly names: number;
}

/** So many columns come and go together. */
export const BLOCK = 4;

/** A row or a column in sight, and where it begins. */
export interface Item {
  readonly index: number;
  readonly start: number;
}

/** The row or the column of the heads: those can be gone to as well. */
export const HEADS = -1;

/** A cell; `row` HEADS: the column's head, `column` HEADS: the row's. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** All cells between two, without the heads. */
export function rangeOf(anchor: Spot, active: Spot): Range {
  return {
    top: Math.max(0, Math.min(anchor.row, active.row)),
    bottom: Math.max(anchor.row, active.row),
    left: Math.max(0, Math.min(anchor.column, active.column)),
    right: Math.max(anchor.column, active.column),
  };
}

export function isIn(range: Range, { row, column }: Spot): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

const isHead = ({ row, column }: Spot): boolean => row === HEADS || column === HEADS;

interface Size {
  readonly rows: number;
  readonly columns: number;
}

const PAGE = 10;

/** Where a key leads; null: the key does not move. Nothing leads to the corner. */
export function moved(spot: Spot, key: string, size: Size, withControl: boolean): Spot | null {
  const to = target(spot, key, size, withControl);
  return to && (to.row === HEADS && to.column === HEADS ? spot : within(to, size));
}

function target(spot: Spot, key: string, { rows, columns }: Size, withControl: boolean): Spot | null {
  const { row, column } = spot;
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "Home":
      return { row: withControl ? 0 : row, column: 0 };
    case "End":
      return { row: withControl ? rows - 1 : row, column: columns - 1 };
    case "PageUp":
      return { row: isHead(spot) ? row : Math.max(0, row - PAGE), column };
    case "PageDown":
      return { row: row + PAGE, column };
    default:
      return null;
  }
}

/** The nearest spot that there is; what was there may have been filtered away meanwhile. */
export function within({ row, column }: Spot, { rows, columns }: Size): Spot {
  return {
    row: Math.max(HEADS, Math.min(rows - 1, row)),
    column: Math.max(HEADS, Math.min(columns - 1, column)),
  };
}
