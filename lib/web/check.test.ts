import { expect, test } from "vitest";
import { z } from "zod";
import { check } from "./check";

const list = z.object({ changes: z.array(z.string()).min(1) });

test("what cannot even be compared is no list, and is refused as such", () => {
  const length = { valueOf: 1, toString: 1 };
  expect(check(list, { changes: { length } })).toMatchObject({ issues: [{ message: "Cannot be read" }] });
  expect(check(list, { changes: ["a"] })).toEqual({ success: true, data: { changes: ["a"] } });
});

test("what is missing is told from what is wrong", () => {
  expect(check(list, {})).toMatchObject({ issues: [{ path: ["changes"], input: undefined }] });
  expect(check(list, { changes: 1 })).toMatchObject({ issues: [{ path: ["changes"], input: 1 }] });
});

test("a fault of ours in a schema stays a fault", () => {
  const broken = z.string().refine(() => {
    throw new TypeError("of ours");
  });
  expect(() => check(broken, "a")).toThrow("of ours");
});
