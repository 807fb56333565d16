/** Pixels that the grid's parts agree on. */
export const ROW_HEIGHT = 36;
export const COLUMN_WIDTH = 36;
export const HEADER_HEIGHT = 188;
export const NAME_WIDTH = 232;
export const NAME_WIDTH_NARROW = 148;

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

export function rangeOf(anchor: Spot, active: Spot): Range {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}

export function isIn(range: Range, { row, column }: Spot): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/** Where a key leads; null: the key does not move. */
export function moved(
  spot: Spot,
  key: string,
  size: { readonly rows: number; readonly columns: number },
  withControl: boolean,
): Spot | null {
  const page = 10;
  const row = (value: number) => Math.max(0, Math.min(size.rows - 1, value));
  const column = (value: number) => Math.max(0, Math.min(size.columns - 1, value));
  switch (key) {
    case "ArrowUp":
      return { ...spot, row: row(spot.row - 1) };
    case "ArrowDown":
      return { ...spot, row: row(spot.row + 1) };
    case "ArrowLeft":
      return { ...spot, column: column(spot.column - 1) };
    case "ArrowRight":
      return { ...spot, column: column(spot.column + 1) };
    case "Home":
      return { row: withControl ? 0 : spot.row, column: 0 };
    case "End":
      return { row: withControl ? row(size.rows - 1) : spot.row, column: column(size.columns - 1) };
    case "PageUp":
      return { ...spot, row: row(spot.row - page) };
    case "PageDown":
      return { ...spot, row: row(spot.row + page) };
    default:
      return null;
  }
}
