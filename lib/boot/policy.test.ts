import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contentPolicy, TOASTS_STYLE } from "./policy.mjs";

const policy = contentPolicy("abc", { secure: true, dev: false });

test("no script runs without the nonce, nothing frames us, and no form leaves", () => {
  const scripts = policy.split("; ").find((each) => each.startsWith("script-src"));
  expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  for (const each of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
    expect(policy.split("; ")).toContain(each);
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe-inline");
});

test("the one style sheet without a nonce is the one that the toasts' package writes", () => {
  const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const style = JSON.parse(/^__insertCSS\((".*")\);?$/m.exec(source)?.[1] ?? "");
  const hashes = ["", style].map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  expect(TOASTS_STYLE).toBe(hashes.join(" "));
});
