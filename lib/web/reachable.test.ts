import { expect, test } from "vitest";
import { beginNotes } from "../request-notes.mjs";
import { page, route } from "./reachable";

const away = () => Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" }));
const broken = () => Promise.reject(new Error("a mistake of ours"));

test("a page without a database says so to the browser and to the front, and in no other words", async () => {
  const notes = beginNotes("x");
  await expect(page(away)({})).rejects.toMatchObject({
    digest: "unreachable",
    message: "We cannot reach the database.",
  });
  expect(notes.unreachable).toBe(true);
});

test("what else goes wrong stays what it is", async () => {
  const notes = beginNotes("x");
  await expect(page(broken)({})).rejects.toThrow("a mistake of ours");
  await expect(route(broken)(new Request("http://localhost"))).rejects.toThrow("a mistake of ours");
  expect(notes.unreachable).toBeUndefined();
});

test("a route without a database answers 503 and when to come again", async () => {
  const { status, headers } = await route(away)(new Request("http://localhost"));
  expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
});
