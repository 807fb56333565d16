import { expect, test } from "vitest";
import { refuseAction } from "./action";
import { isSameOrigin } from "./origin";

const HOST = { host: "desk.example.com" };

const own: Record<string, string>[] = [
  { "sec-fetch-site": "same-origin", origin: "https://desk.example.com", ...HOST },
  { "sec-fetch-site": "same-origin", ...HOST },
  { origin: "https://desk.example.com", ...HOST },
];

const foreign: Record<string, string>[] = [
  {},
  HOST,
  { origin: "https://evil.example", ...HOST },
  { origin: "null", ...HOST },
  { origin: "not a url", ...HOST },
  { origin: "https://desk.example.com.evil.example", ...HOST },
  { origin: "https://desk.example.com:8443", ...HOST },
  { origin: "https://desk.example.com@evil.example", ...HOST },
  { origin: "https://desk.example.com" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example", ...HOST },
  ...["cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, cross-site"].map((site) => ({
    "sec-fetch-site": site,
    origin: "https://desk.example.com",
    ...HOST,
  })),
];

test.each(own)("a write with a cookie is heard from our own page: %j", (headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(true);
  expect(refuseAction(new Headers(headers), { name: "x" })).toBeUndefined();
});

test.each(foreign)("a write with a cookie is not heard from elsewhere: %j", (headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(false);
  expect(refuseAction(new Headers(headers), { name: "x" })?.code).toBe("not-allowed");
});

const deep = (levels: number): unknown => (levels === 0 ? 0 : { in: deep(levels - 1) });

test.each([
  ["too deep", deep(33)],
  ["NUL", { name: "a\u0000b" }],
  ["half a pair", ["\ud800"]],
  ["a prototype", JSON.parse('{"__proto__":{"admin":true}}')],
])("a server action that carries what JSON of ours may not is not looked at: %s", (_, input) => {
  expect(refuseAction(new Headers(own[0]), input)?.code).toBe("invalid");
  expect(refuseAction(new Headers(own[0]), deep(32))).toBeUndefined();
});
