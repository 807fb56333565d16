import { readFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { expect, test } from "vitest";
import { browser } from "../../e2e/support/browser";
import { rows } from "../../e2e/support/database";
import { get, ORGANIZATION, OWNER, PASSWORD, post, signIn, site, useProduct } from "./headers/site";
import { KNOWN, looseEnds } from "./headers/strict";
import { SIGNED_IN_PAGES } from "./registry/site";
import { report } from "./report";

useProduct();

// Each has let somebody past a check of some framework's once.
const BYPASSES: readonly Readonly<Record<string, string>>[] = [
  {},
  ...[
    "middleware",
    "src/middleware",
    "pages/_middleware",
    "middleware:middleware:middleware:middleware:middleware",
    "proxy",
  ].map((each) => ({
    "x-middleware-subrequest": each,
  })),
  { "x-middleware-prefetch": "1" },
  { "x-middleware-next": "1" },
  { "x-middleware-rewrite": `/o/${ORGANIZATION}` },
  { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "session=x" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D" },
  { rsc: "1", "next-router-state-tree": "x" },
  { "x-nextjs-data": "1" },
  { "x-invoke-path": "/", "x-invoke-status": "200", "x-invoke-output": "/" },
  { "x-matched-path": "/" },
  { "x-now-route-matches": "1" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
  { "x-original-url": "/sign-in", "x-rewrite-url": "/sign-in" },
  { "x-http-method-override": "GET" },
  { "x-prerender-revalidate": "1" },
  { authorization: "Bearer null" },
  { cookie: "session=; session=x" },
  { cookie: "__prerender_bypass=1; __next_preview_data=x" },
];

test("no header opens a page or a list to who is not signed in", async () => {
  const people = await rows<{ email: string }>("select email from person");
  const addresses = [
    ...SIGNED_IN_PAGES.map((page) =>
      page
        .replace("/(console)", "")
        .replace("[organization]", ORGANIZATION)
        .replace(/\[\w+\]/, ORGANIZATION),
    ).map((each) => each || "/"),
    `/api/console/organizations/${ORGANIZATION}/members`,
    `/api/v1/organizations/${ORGANIZATION}/members`,
    `/api/events?organization=${ORGANIZATION}`,
    "/api/organizations/users/all/",
  ];
  const wrong: string[] = [];
  for (const address of addresses) {
    for (const headers of BYPASSES) {
      const answer = await get(address, headers);
      const text = await answer.text();
      const leaks = people.filter(({ email }) => text.includes(email)).map(({ email }) => email);
      if (answer.status >= 500 || leaks.length > 0 || text.includes("Lumenforge"))
        wrong.push(`${address} ${JSON.stringify(headers)}: ${answer.status} ${leaks}`);
      if ((answer.headers.get("location") ?? "").includes("evil.example"))
        wrong.push(`${address}: leads elsewhere`);
    }
  }
  const cases = addresses.length * BYPASSES.length;
  await report({ promise: "No header gets past sign-in (production build)", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

test("every page, answer and error carries the strict headers, with a nonce that nobody knows, and nobody keeps it", async () => {
  const own = { cookie: await signIn(OWNER, PASSWORD) };
  const forged = { "x-nonce": KNOWN, "content-security-policy": `script-src 'nonce-${KNOWN}'` };
  const addresses = [
    ...SIGNED_IN_PAGES.map(
      (page) => page.replace("/(console)", "").replaceAll(/\[\w+\]/g, ORGANIZATION) || "/",
    ),
    ...["/sign-in", "/nothing/here", "/%E0%A4%A", "/_next/static/chunks/gone.js", "/icon.svg"],
    ...["/api/v1/organizations", "/organizations/", "/AP/Nothing", "/api/console/me", "/api/openapi.json"],
    ...["/api/auth/session", "/api/health/ready", "/api/metrics"],
  ];
  const nonces = new Set<string>();
  const wrong: string[] = [];
  for (const address of addresses) {
    for (const headers of [{}, own, forged]) {
      const loose = await looseEnds(await get(address, headers), nonces);
      wrong.push(...loose.map((each) => `${address} ${JSON.stringify(headers)}: ${each}`));
    }
  }
  const cases = addresses.length * 3;
  await report({ promise: "Strict headers on every answer (production build)", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

async function actionIds(): Promise<readonly (readonly [string, string])[]> {
  const { node }: { node: Record<string, { exportedName: string }> } = JSON.parse(
    await readFile(path.join(site.program, ".next/server/server-reference-manifest.json"), "utf8"),
  );
  return Object.entries(node).map(([id, { exportedName }]) => [id, exportedName] as const);
}

const act = (id: string, input: unknown, headers: Record<string, string>) =>
  post("/sign-in", JSON.stringify(input === undefined ? [] : [input]), {
    "content-type": "text/plain;charset=UTF-8",
    "next-action": id,
    accept: "text/x-component",
    ...headers,
  });

const everything = async () =>
  (
    await rows<{ sum: string }>(
      "select count(*)::text || coalesce(sum(revision), 0)::text || (select count(*) from api_token) || (select count(*) from invitation) as sum from organization",
    )
  )[0]?.sum;

test("a connection that a proxy keeps is not closed under its next request", async () => {
  const kept = /timeout=(\d+)/.exec((await get("/api/health/live")).headers.get("keep-alive") ?? "")?.[1];
  expect(Number(kept)).toBeGreaterThan(60);
});

test("no server action acts for nobody, or for another site's page", async () => {
  const cookie = await signIn(OWNER, PASSWORD);
  const before = await everything();
  const wrong: string[] = [];
  const ids = await actionIds();
  const input = {
    organizationId: ORGANIZATION,
    name: "New",
    permissions: null,
    expiresAt: null,
    changes: [{ kind: "rename-organization", name: "Renamed" }],
  };
  const senders: readonly Record<string, string>[] = [
    { origin: site.origin },
    { origin: "http://evil.example", cookie },
    { origin: "null", cookie },
    // Next lets a call without Origin through.
    { cookie },
    { "sec-fetch-site": "cross-site", cookie },
    { origin: "http://evil.example", "x-forwarded-host": "localhost", cookie },
  ];
  for (const [id, name] of [
    ...ids,
    ["00".repeat(21), "unknown"],
    ["x", "no id"],
    ["__proto__", "no id"],
  ] as const) {
    for (const headers of senders) {
      const answer = await act(id, input, headers);
      const text = await answer.text();
      if (text.includes('"ok":true') && !["askForPasswordReset"].includes(name))
        wrong.push(`${name} ${JSON.stringify(headers)}: ${answer.status} ${text.slice(0, 200)}`);
    }
  }
  if ((await everything()) !== before) wrong.push("something changed");
  await report({
    promise: "No server action acts for nobody or another site",
    cases: (ids.length + 3) * senders.length,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});

const MARKUP = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>"'><svg onload=window.hit=1>`;

test("a name that is markup runs nothing in a browser", async () => {
  await rows(
    "update person set first_name = $1, last_name = $1, job_title = $1 where email like '%lumenforge%'",
    [MARKUP],
  );
  await rows("update organization set name = $1 where id = $2", [`Lumen ${MARKUP}`, ORGANIZATION]);
  await rows("update role set name = $1 || id, description = $1 where organization_id = $2", [
    MARKUP,
    ORGANIZATION,
  ]);
  await rows("update project set name = $1 || id where organization_id = $2", [MARKUP, ORGANIZATION]);
  const chrome = await chromium.launch(browser());
  const page = await (await chrome.newContext()).newPage();
  const wrong: string[] = [];
  page.on("dialog", (dialog) => void dialog.dismiss());
  const [, value = ""] = (await signIn(OWNER, PASSWORD)).split("session=");
  await page.context().addCookies([{ name: "session", value, url: site.origin }]);
  const pages = [
    "",
    "/members",
    "/access",
    "/roles",
    "/projects",
    "/tokens",
    "/invitations",
    "/audit",
    "/settings",
  ];
  for (const each of pages) {
    await page
      .goto(`${site.origin}/o/${ORGANIZATION}${each}`, { waitUntil: "networkidle", timeout: 30_000 })
      .catch(() => undefined);
    const [hit, shown] = [
      await page.evaluate("window.hit"),
      (await page.textContent("body"))?.includes("<img src=x"),
    ];
    if (hit !== undefined || !shown) wrong.push(`${each}: ran ${hit}, shown ${shown}`);
  }
  await chrome.close();
  await report({ promise: "Names that are markup run nothing", cases: pages.length, wrong: wrong.length });
  expect(wrong).toEqual([]);
}, 300_000);
