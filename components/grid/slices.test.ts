import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK } from "./geometry";
import { cellsNewIn, isSameWindow, nextWindow, type Window } from "./slices";

const spans = fc.tuple(fc.nat(300), fc.nat(40)).map(([first, more]) => ({ first, last: first + more }));
const windows = fc.record({ rows: spans, columns: spans });

test("whatever jump is made, its slices arrive, each of them nearer, and none much larger than it may be", () => {
  fc.assert(
    fc.property(windows, windows, fc.integer({ min: 40, max: 400 }), (from, wanted, cells) => {
      let drawn: Window = from;
      const seen = wanted.rows.first;
      for (let slice = 0; !isSameWindow(drawn, wanted); slice++) {
        const next = nextWindow(drawn, wanted, { cells, block: BLOCK, seen });
        const least = Math.max(heightOf(wanted) * BLOCK, widthOf(wanted));
        expect(cellsNewIn(drawn, next)).toBeLessThanOrEqual(cells + least);
        expect(isSameWindow(next, drawn)).toBe(false);
        expect(slice).toBeLessThan(200);
        drawn = next;
      }
    }),
  );
});

test("what stays in sight is kept while the rest comes", () => {
  const drawn = { rows: { first: 0, last: 19 }, columns: { first: 0, last: 31 } };
  const wanted = { rows: { first: 10, last: 29 }, columns: { first: 0, last: 31 } };
  const next = nextWindow(drawn, wanted, { cells: 96, block: BLOCK, seen: 12 });
  expect(next).toEqual({ rows: { first: 10, last: 22 }, columns: { first: 0, last: 31 } });
});

test("after a jump the rows in sight come first", () => {
  const drawn = { rows: { first: 0, last: 19 }, columns: { first: 0, last: 31 } };
  const wanted = { rows: { first: 500, last: 529 }, columns: { first: 0, last: 31 } };
  const next = nextWindow(drawn, wanted, { cells: 96, block: BLOCK, seen: 506 });
  expect(next.rows).toEqual({ first: 506, last: 508 });
});

const heightOf = ({ rows }: Window) => rows.last - rows.first + 1;
const widthOf = ({ columns }: Window) => columns.last - columns.first + 1;
