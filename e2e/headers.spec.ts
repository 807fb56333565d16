import { type APIResponse, expect } from "@playwright/test";
import { test } from "./support/test";

const STRICT = {
  "content-security-policy": expect.stringMatching(
    /script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic';.*frame-ancestors 'none'/,
  ),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "permissions-policy": expect.stringContaining("camera=()"),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const JSON_TYPE = { "content-type": "application/json" };
const CHROMIUM = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

interface Sample {
  readonly what: string;
  readonly path: string;
  readonly status: number;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly data?: string;
}

const samples: readonly Sample[] = [
  { what: "a page", path: "/sign-in", status: 200 },
  { what: "a page that sends away", path: "/support", status: 307 },
  { what: "no page", path: "/nothing/here", status: 404 },
  {
    what: "a route's data under a wrong address",
    path: "/sign-in?_rsc=1",
    status: 307,
    headers: { rsc: "1" },
  },
  { what: "a broken path", path: "/%E0%A4%A", status: 404 },
  { what: "a picture", path: "/icon.svg", status: 200 },
  { what: "an asset that is gone", path: "/_next/static/chunks/gone.js", status: 404 },
  { what: "a family's refusal", path: "/api/v1/organizations", status: 401 },
  { what: "Crux", path: "/organizations/", status: 401 },
  { what: "a method that is not there", path: "/api/v1/organizations", method: "OPTIONS", status: 204 },
  { what: "the exchange", path: "/AP/Nothing", method: "POST", status: 200 },
  { what: "the console's reads", path: "/api/console/me", status: 401 },
  { what: "events", path: "/api/events?organization=x", status: 401 },
  { what: "the reference", path: "/api/openapi.json", status: 200 },
  { what: "next-auth", path: "/api/auth/session", status: 200 },
  {
    what: "a body that is too large",
    path: "/AP/X",
    method: "POST",
    status: 200,
    data: "x".repeat(2_000_000),
  },
  {
    what: "a large body for next-auth",
    path: "/api/auth/callback/credentials",
    method: "POST",
    status: 413,
    headers: JSON_TYPE,
    data: "x".repeat(2_000_000),
  },
  {
    what: "a server action that does not exist",
    path: "/sign-in",
    method: "POST",
    status: 409,
    headers: { "next-action": "0".repeat(42), "content-type": "text/plain" },
    data: "[]",
  },
];

async function strict(response: APIResponse): Promise<void> {
  expect(response.headers()).toMatchObject(STRICT);
  expect(response.headers()).not.toHaveProperty("x-powered-by");
}

for (const { what, path, status, method = "GET", headers = {}, data } of samples) {
  test(`${what} carries the strict headers and is kept by nobody`, async ({ request }) => {
    const response = await request.fetch(path, {
      method,
      headers,
      maxRedirects: 0,
      ...(data === undefined ? {} : { data }),
    });
    expect(response.status()).toBe(status);
    await strict(response);
    expect(response.headers()["cache-control"]).toBe("private, no-store");
  });
}

test("a route's data is kept by nobody", async ({ request }) => {
  const response = await request.get("/sign-in?_rsc=1", { headers: { rsc: "1" } });
  expect(response.headers()["content-type"]).toBe("text/x-component");
  await strict(response);
  expect(response.headers()["cache-control"]).toBe("private, no-store");
});

test("a hashed asset alone is kept, and its page's scripts run by a nonce that is new each time", async ({
  request,
}) => {
  const pages = await Promise.all([0, 1].map(() => request.get("/sign-in")));
  const nonces = pages.map(
    (page) => /'nonce-([^']+)'/.exec(page.headers()["content-security-policy"] ?? "")?.[1],
  );
  expect(new Set(nonces).size).toBe(2);
  const html = (await pages[0]?.text()) ?? "";
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.length).toBeGreaterThan(3);
  for (const tag of scripts) expect(tag).toContain(`nonce="${nonces[0]}"`);
  const asset = await request.get(/\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? "");
  await strict(asset);
  expect(asset.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test("a server action is not run for another site, nor for a host that somebody invents", async ({
  page,
  request,
}) => {
  await page.goto("/forgot-password");
  const sent = page.waitForRequest((each) => each.method() === "POST");
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByRole("button").first().click();
  const own = await sent;
  const { "next-action": action = "", "content-type": type = "" } = own.headers();
  const send = (headers: Record<string, string>) =>
    request.post("/forgot-password", {
      headers: { "next-action": action, "content-type": type, ...headers },
      data: '[{"email":"nobody@example.com"}]',
    });
  const { origin } = new URL(page.url());
  const heard = await send({ origin });
  expect([heard.status(), await heard.text()]).toEqual([200, expect.stringContaining('"ok":true')]);
  const forged: Record<string, string>[] = [
    {},
    CHROMIUM,
    { origin, "sec-fetch-site": "cross-site" },
    { origin, "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: "null" },
  ];
  for (const headers of forged) {
    const response = await send(headers);
    expect(await response.text()).not.toContain('"ok":true');
    await strict(response);
    expect(response.headers()["cache-control"]).toBe("private, no-store");
  }
});

test("an answer 500 is as strict as any other", async ({ page, request }) => {
  await page.goto("/forgot-password");
  const sent = page.waitForRequest((each) => each.method() === "POST");
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByRole("button").first().click();
  const { "next-action": action = "" } = (await sent).headers();
  const response = await request.post("/forgot-password", {
    headers: {
      "next-action": action,
      "content-type": "text/plain;charset=UTF-8",
      origin: "https://evil.example",
    },
    data: "[]",
  });
  expect(response.status()).toBe(500);
  await strict(response);
  expect(response.headers()["cache-control"]).toBe("private, no-store");
});
