import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureBuild } from "@/lib/boot/product";
import { openSession } from "@/lib/testing/callers";
import { askUntil } from "./faults/client";
import { openStage, type Stage } from "./faults/stage";
import { SIGNED_IN_PAGES } from "./registry/site";
import { report, rounds } from "./report";

let stage: Stage;
let cookie: string;

beforeAll(async () => {
  await ensureBuild(new AbortController().signal);
  stage = await openStage();
  await stage.startApp();
  cookie = await openSession(stage.owner(), stage.personId);
}, 240_000);

afterAll(() => stage.close());

/** What the browser asks for, and what is wrong with an answer to it while the database is away; null: nothing. */
interface Asked {
  readonly name: string;
  readonly path: string;
  readonly init: RequestInit;
  readonly fault: (answer: Response, text: string) => string | null;
}

const notNow = ({ status, headers }: Response) =>
  status === 503 && headers.get("retry-after") === "1" ? null : `${status} ${headers.get("retry-after")}`;

const PAGE: Asked["fault"] = (answer, text) => {
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "none";
  const isOurs = text.includes("We cannot reach the database") && text.includes(`<script nonce="${nonce}">`);
  return notNow(answer) ?? (isOurs ? null : `is not the page that says so: ${text.slice(0, 200)}`);
};

const ACTION: Asked["fault"] = (answer, text) =>
  notNow(answer) ?? (text.includes('"again":true') ? null : `offers no other try: ${text.slice(0, 200)}`);

// Into an open page Next takes no other status: the face of the error says it there.
const FETCHED: Asked["fault"] = ({ status }, text) =>
  status === 200 && text.includes('"digest":"unreachable"') ? null : `${status} ${text.slice(-200)}`;

async function everything(): Promise<readonly Asked[]> {
  const own = { organizationId: stage.organizationId };
  // The short form looks at every fourth page.
  const pages = SIGNED_IN_PAGES.filter((_, at) => at % rounds(4, 1) === 0).map(
    (each) =>
      each
        .replace("/(console)", "")
        .replace("[organization]", stage.organizationId)
        .replace(/\[\w+\]/, stage.organizationId) || "/",
  );
  const rename = { ...own, changes: [{ kind: "rename-organization", name: "Renamed" }] };
  const place = `/o/${stage.organizationId}`;
  // Each on a page that has it: from another Next would forward it, and answer for itself.
  const actions = [
    ["applyChanges", `${place}/access`, rename],
    ["previewChanges", `${place}/access`, rename],
    ["undoRevision", `${place}/audit`, { ...own, revision: 1 }],
    ["endSessionsElsewhere", `${place}/people/${stage.organizationId}`, undefined],
    ["openInvitation", "/accept-invitation", { token: "a".repeat(40) }],
    ["askForPasswordReset", "/forgot-password", { email: "someone@example.com" }],
  ] as const;
  const ids = await actionIds();
  return [
    ...pages.map((path) => ({ name: path, path, init: {}, fault: PAGE })),
    {
      name: "fetched",
      path: `${pages.at(-1)}`,
      init: { headers: { rsc: "1" }, redirect: "follow" },
      fault: FETCHED,
    },
    { name: "events", path: `/api/events?organization=${own.organizationId}`, init: {}, fault: notNow },
    {
      name: "list",
      path: `/api/console/organizations/${own.organizationId}/members`,
      init: {},
      fault: notNow,
    },
    ...actions.map(([name, path, input]) => ({
      ...{ name, path, fault: ACTION },
      init: {
        method: "POST",
        body: JSON.stringify(input === undefined ? [] : [input]),
        headers: { "next-action": ids.get(name) ?? "", "content-type": "text/plain;charset=UTF-8" },
      },
    })),
  ];
}

async function actionIds(): Promise<ReadonlyMap<string, string>> {
  const { node }: { node: Record<string, { exportedName: string }> } = JSON.parse(
    await readFile(".next/server/server-reference-manifest.json", "utf8"),
  );
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

const ask = ({ path, init }: Asked) =>
  fetch(`${stage.base}${path}`, {
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
    ...init,
    headers: { origin: stage.base, cookie, ...init.headers },
  });

async function wrongOf(asked: Asked, crowdMs: number): Promise<readonly string[]> {
  const { name, fault } = asked;
  const started = performance.now();
  const answer = await ask(asked);
  const text = await answer.text();
  const ms = performance.now() - started;
  const wrong = fault(answer, text);
  return [
    ...(wrong === null ? [] : [`${name}: ${wrong}`]),
    // Two seconds for a connection or for the statement; the rest is this machine.
    ...(ms > 3_500 + crowdMs ? [`${name}: after ${Math.round(ms)} ms`] : []),
  ];
}

/** Eight at a time, as many as there are connections. `crowdMs`: what eight of them take with nothing in their way. */
async function wrongs(asked: readonly Asked[], crowdMs = 0): Promise<string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < asked.length; at += 8)
    wrong.push(...(await Promise.all(asked.slice(at, at + 8).map((each) => wrongOf(each, crowdMs)))).flat());
  return wrong;
}

/** What the slowest eight of these take now, in milliseconds. */
async function crowdOf(asked: readonly Asked[]): Promise<number> {
  let slowest = 0;
  for (let at = 0; at < asked.length; at += 8) {
    const started = performance.now();
    await Promise.all(asked.slice(at, at + 8).map(async (each) => (await ask(each)).text()));
    slowest = Math.max(slowest, performance.now() - started);
  }
  return slowest;
}

test("without a database pages, actions, events, sign-in and sign-out say so with 503 and when to come again, and then go on", async () => {
  const asked = await everything();
  const turns = rounds(1, 10);
  const wrong: string[] = [];
  for (let turn = 0; turn < turns; turn++) {
    // What is loaded at its first request is not what is timed.
    await wrongs(asked.filter(({ name }) => name !== "events"));
    await stage.endPostgres("stop");
    wrong.push(...(await wrongs(asked)), ...(await signInWrong()), ...(await signOutWrong()));
    await stage.startPostgres();
    await askUntil(stage.base, { path: "/api/health/ready" }, ({ status }) => status === 200);
    const back = await fetch(`${stage.base}/o/${stage.organizationId}`, { headers: { cookie } });
    if (back.status !== 200) wrong.push(`afterwards ${back.status}`);
  }
  const left = await sendForm("signout", {}, cookie);
  const gone = await fetch(`${stage.base}/o/${stage.organizationId}`, {
    headers: { cookie },
    redirect: "manual",
  });
  if (left.status !== 200 || gone.status === 200) wrong.push(`signed out ${left.status} ${gone.status}`);
  cookie = await openSession(stage.owner(), stage.personId);
  await report({
    promise: "Pages, actions, events, sign-in and sign-out without a database: 503, and what to do",
    cases: turns * (asked.length + 3),
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});

test("where every connection is taken, pages and actions say so within the time", async () => {
  const asked = await everything();
  // The first time they are loaded; the events would go on for ever.
  const ending = asked.filter(({ name }) => name !== "events");
  await crowdOf(ending);
  const crowdMs = await crowdOf(ending);
  const holder = await stage.owner().connect();
  await holder.query("begin; lock table session, rate_limit in access exclusive mode");
  const wrong = await wrongs(asked, crowdMs);
  await holder.query("rollback");
  holder.release();
  await report({
    promise: "Pages and actions, all connections taken",
    cases: asked.length,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});

/** As a browser does: the form's token needs no database, what it is sent for does. */
async function sendForm(path: string, fields: Readonly<Record<string, string>>, own = ""): Promise<Response> {
  const form = await fetch(`${stage.base}/api/auth/csrf`);
  const { csrfToken }: { csrfToken: string } = JSON.parse(await form.text());
  const cookies = form.headers.getSetCookie().map((each) => each.split(";")[0]);
  return fetch(`${stage.base}/api/auth/${path}`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ csrfToken, json: "true", ...fields }),
    headers: { cookie: [...cookies, own].join("; ") },
  });
}

async function signInWrong(): Promise<readonly string[]> {
  const wrong = notNow(await sendForm("callback/credentials", { email: "a@example.com", password: "wrong" }));
  return wrong === null ? [] : [`sign-in: ${wrong}`];
}

/** Whose session could not be ended is told so, and keeps the cookie that ends it. */
async function signOutWrong(): Promise<readonly string[]> {
  const answer = await sendForm("signout", {}, cookie);
  const wrong = notNow(answer) ?? answer.headers.get("set-cookie");
  return wrong === null ? [] : [`sign-out: ${wrong}`];
}
