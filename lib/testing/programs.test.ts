import { afterEach, expect, test, vi } from "vitest";
import { leftOut } from "./programs";

afterEach(() => vi.unstubAllEnvs());

test("what needs a program that is not there is left out, and a sentence says what", () => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("SKIP_NOTHING", "");
  expect(leftOut("curl")).toMatch(/^curl is not installed: .*\.$/);
});

test("whoever decides what lands leaves nothing out", () => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("SKIP_NOTHING", "true");
  expect(leftOut("curl")).toBeUndefined();
});
