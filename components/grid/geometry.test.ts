import { expect, test } from "vitest";
import { HEADS, moved, rangeOf, within } from "./geometry";

const size = { rows: 30, columns: 5 };
const from = (row: number, column: number, key: string, withControl = false) =>
  moved({ row, column }, key, size, withControl);

test("arrows move by one and stop at the edges; the heads are part of the way, the corner is not", () => {
  expect(from(3, 2, "ArrowDown")).toEqual({ row: 4, column: 2 });
  expect(from(29, 2, "ArrowDown")).toEqual({ row: 29, column: 2 });
  expect(from(0, 2, "ArrowUp")).toEqual({ row: HEADS, column: 2 });
  expect(from(3, 0, "ArrowLeft")).toEqual({ row: 3, column: HEADS });
  expect(from(HEADS, 0, "ArrowLeft")).toEqual({ row: HEADS, column: 0 });
  expect(from(0, HEADS, "ArrowUp")).toEqual({ row: 0, column: HEADS });
});

test("Home and End lead to the ends of the row, with Control to those of the grid; pages are ten rows", () => {
  expect(from(7, 3, "Home")).toEqual({ row: 7, column: 0 });
  expect(from(7, 3, "End", true)).toEqual({ row: 29, column: 4 });
  expect(from(7, 3, "PageDown")).toEqual({ row: 17, column: 3 });
  expect(from(7, 3, "PageUp")).toEqual({ row: 0, column: 3 });
  expect(from(7, 3, "x")).toBeNull();
});

test("a range has cells alone, whichever way it was drawn", () => {
  expect(rangeOf({ row: 4, column: 3 }, { row: 2, column: HEADS })).toEqual({
    top: 2,
    bottom: 4,
    left: 0,
    right: 3,
  });
});

test("a spot that was filtered away becomes the nearest that there is", () => {
  expect(within({ row: 40, column: 2 }, { rows: 3, columns: 1 })).toEqual({ row: 2, column: 0 });
});
