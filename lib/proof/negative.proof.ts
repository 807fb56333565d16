import { expect, test } from "vitest";
import { type CallerName, cookieOf } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { inBrowsers, makeFreeHand, makeWorld, type World } from "@/lib/testing/world";
import { type Answer, ask, isDone } from "./negative/ask";
import { attempts } from "./negative/refused";
import { ACTIONS } from "./registry/actions";
import type { Plan } from "./registry/call";
import type { Entry } from "./registry/entries";
import { PLANS } from "./registry/plans";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

// Who mixes what he names in the short form; in the long one everybody does.
const MIXING: readonly CallerName[] = [
  "owner",
  "viewer",
  "admin of another organization",
  "project-only user",
];

const guarded = PLANS.filter(([, { need }]) => need !== "secret");
const guardedActions = ACTIONS.filter(([, { need }]) => need !== "secret");

test.each([...new Set(guarded.map(([{ family }]) => family.door))])(
  "nobody gets in by any endpoint of %s, or learns anything, who has no right to it",
  async (door) => {
    const own = guarded.filter(([{ family }]) => family.door === door);
    const promise = `Nobody gets in by an endpoint of ${door} without the right`;
    expect(await tryAll(await makeWorld(owner), own, promise)).toEqual([]);
  },
);

test("nobody gets in by any server action, or learns anything, who has no right to it", async () => {
  const world = inBrowsers(await makeWorld(owner));
  const wrong = await tryAll(world, guardedActions, "Nobody gets in by a server action without the right");
  expect(wrong).toEqual([]);
});

async function tryAll(world: World, entries: typeof guarded, promise: string): Promise<string[]> {
  const wrong: string[] = [];
  const toBeKept: (readonly [string, string])[] = [];
  let cases = 0;
  for (const each of entries) {
    const tried = await attempts(world, each, ({ name }) => rounds(0, 1) === 1 || MIXING.includes(name));
    cases += tried.cases;
    wrong.push(...tried.wrong);
    toBeKept.push(...tried.toBeKept);
  }
  const kept = await world.denials();
  for (const [id, attempt] of toBeKept) if (!kept.has(id)) wrong.push(`${attempt}: on no record`);
  await report({ promise, cases, wrong: wrong.length });
  return wrong;
}

test("what was refused above would have worked: who may, does it", async () => {
  const wrong: string[] = [];
  for (const [entry, plan] of [...guarded, ...guardedActions]) {
    const answer = await doneBy(entry, plan);
    if (!isDone(entry, answer)) wrong.push(`${entry.name}: ${answer.status} ${answer.text}`);
  }
  const cases = guarded.length + guardedActions.length;
  await report({
    promise: "Whoever has the right gets in by every endpoint and action",
    cases,
    wrong: wrong.length,
  });
  expect(wrong).toEqual([]);
});

async function doneBy(entry: Entry, plan: Plan): Promise<Answer> {
  const { tenant, system, boss, operator } = await makeFreeHand(owner);
  const isSystem = plan.need === "operate";
  const call = plan.call(isSystem && entry.family.door === "exchange" ? system : tenant.ids);
  const secret = isSystem ? operator : boss;
  const cookie = await cookieOf(secret);
  return ask(entry, call, { authorization: `Token ${secret}`, cookie, "sec-fetch-site": "same-origin" });
}

// What a browser sends along when someone else's page makes it write, and what is sent by what is no browser.
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  {},
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "" },
  { "sec-fetch-site": "cross-site", origin: "http://localhost" },
  { origin: "null" },
  { origin: "" },
  { origin: "http://evil.example" },
  { origin: "http://localhost.evil.example" },
  { origin: "http://localhost:81" },
  { origin: "http://localhost@evil.example" },
  { origin: "localhost" },
  { origin: "http://evil.example", "x-forwarded-host": "evil.example", referer: "http://localhost/" },
];

test("a cookie writes nothing unless one of our own pages asks", async () => {
  const world = await makeWorld(owner);
  const wrong: string[] = [];
  let cases = 0;
  const writes = [...guarded.filter(([{ endpoint }]) => endpoint.method !== "GET"), ...guardedActions];
  const before = await world.digest();
  for (const [entry, plan] of writes) {
    for (const from of FOREIGN) {
      const headers = { host: "localhost", ...from, cookie: world.boss.cookie };
      const { status, text } = await ask(entry, plan.call(world.home.ids), headers);
      const refused =
        entry.family.door === "exchange" ? /"errorcode":20,/.test(text) : [401, 403].includes(status);
      cases++;
      if (!refused) wrong.push(`${entry.name}, ${JSON.stringify(from)}: ${status} ${text}`);
    }
  }
  if ((await world.digest()) !== before) wrong.push("rows changed");
  await report({ promise: "A cookie writes from our own pages alone", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

const NOT_JSON = [
  "text/plain",
  "text/plain;application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-7",
  "application/jsonp",
  "text/json",
  "",
];

test("a body that a form could have sent is no JSON, whoever asks", async () => {
  const world = await makeWorld(owner);
  const wrong: string[] = [];
  const writes = guarded.filter(([{ endpoint }]) => endpoint.body && endpoint.method !== "GET");
  const before = await world.digest();
  for (const [entry, plan] of writes) {
    for (const type of NOT_JSON) {
      const headers = { "content-type": type, authorization: `Token ${world.boss.token}` };
      const answer = await ask(entry, plan.call(world.home.ids), headers);
      const { status, text } = answer;
      const refused =
        entry.family.door === "exchange" ? !isDone(entry, answer) : [400, 415, 422].includes(status);
      if (!refused) wrong.push(`${entry.name}, ${type}: ${status} ${text}`);
    }
  }
  if ((await world.digest()) !== before) wrong.push("rows changed");
  const cases = writes.length * NOT_JSON.length;
  await report({ promise: "Only JSON is read as JSON", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
