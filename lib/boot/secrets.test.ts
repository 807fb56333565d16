import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { keepSecret } from "./secrets";

const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-secrets-"));
afterAll(() => rm(folder, { recursive: true }));

test("whoever comes at the same moment finds the same secret, whole, and nobody else can read it", async () => {
  const rounds = Array.from({ length: 100 }, (_, round) => `secret-${round}`);
  for (const name of rounds) {
    const found = await Promise.all(Array.from({ length: 8 }, () => keepSecret(folder, name)));
    expect(new Set(found)).toEqual(new Set([expect.stringMatching(/^[\w-]{43}$/)]));
  }
  expect((await readdir(folder)).sort()).toEqual(rounds.sort());
  expect((await stat(path.join(folder, "secret-0"))).mode & 0o777).toBe(0o600);
  expect(await keepSecret(folder, "secret-0")).toBe(await keepSecret(folder, "secret-0"));
});

test("an empty secret is none", async () => {
  await writeFile(path.join(folder, "empty"), "");
  await expect(keepSecret(folder, "empty")).rejects.toThrow("is empty");
});
