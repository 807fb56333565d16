import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { PageRequest } from "./members";

const scope = { organizationId: randomUUID(), projectId: null };
const byEmail: PageRequest = { limit: 10 };
const byName: PageRequest = { limit: 10, order: { by: "name", down: true } };

/** A copy of the module, as the pages have one and the endpoints another. */
async function copy() {
  vi.resetModules();
  return (await import("./members-statement")).membersStatement;
}

test("one name stands for one text in every copy of the module, whichever list is asked for first", async () => {
  const [pages, endpoints] = [await copy(), await copy()];
  const first = [pages(scope, {}, byEmail), pages(scope, {}, byName)];
  const second = [endpoints(scope, {}, byName), endpoints(scope, {}, byEmail)].reverse();
  expect(first[0]?.text).not.toBe(first[1]?.text);
  expect(first.map(({ name }) => name)).toEqual(second.map(({ name }) => name));
  expect(first[0]?.name).not.toBe(first[1]?.name);
  for (const { name } of first) expect(name.length).toBeLessThan(64);
});
