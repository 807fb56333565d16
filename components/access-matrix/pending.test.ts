import { expect, test } from "vitest";
import { effective, type PendingChange } from "./pending";

const add = (member: string, more: object = {}): PendingChange => ({
  kind: "add-permission",
  member,
  permission: "view",
  expiresAt: null,
  ...more,
});
const remove = (member: string): PendingChange => ({ kind: "remove-permission", member, permission: "view" });

const known = new Map([
  ["holds", true],
  ["lacks", false],
]);
const left = (...changes: PendingChange[]) => effective(changes, (member) => known.get(member));

test("what already is so is not pending", () => {
  expect(left(add("holds"), remove("lacks"))).toEqual([]);
  expect(left(add("lacks"), remove("holds"))).toHaveLength(2);
});

test("what is about someone who is not loaded stays pending", () => {
  expect(left(add("unseen"))).toHaveLength(1);
  expect(left(remove("unseen"))).toHaveLength(1);
});

test("taking away an end is a change of what is direct already", () => {
  expect(left(add("holds", { forGood: true }))).toHaveLength(1);
});
