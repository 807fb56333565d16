import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { hashOf } from "./product";

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-inputs-"));
const file = path.join(folder, "rooms", "hall.ts");

afterAll(() => rm(folder, { recursive: true }));

test("the hash of the inputs tells a changed, a new and a renamed file, and not a test", async () => {
  await mkdir(path.dirname(file));
  await writeFile(file, "1");
  const seen = [await hashOf([folder])];
  await writeFile(file, "2");
  seen.push(await hashOf([folder]));
  await writeFile(path.join(folder, "page.tsx"), "");
  seen.push(await hashOf([folder]));
  await rm(file);
  await writeFile(path.join(folder, "rooms", "room.ts"), "2");
  seen.push(await hashOf([folder]));
  expect(new Set(seen).size).toBe(4);
  await writeFile(path.join(folder, "page.test.tsx"), "");
  expect(await hashOf([folder, path.join(folder, "missing")])).toBe(seen.at(-1));
});
