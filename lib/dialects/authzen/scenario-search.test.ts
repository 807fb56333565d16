import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import {
  A_CONTEXT,
  type AuthzenScenario,
  doing,
  makeAuthzenScenario,
  record,
  user,
} from "@/lib/testing/authzen-scenario";
import { useDatabase } from "@/lib/testing/database";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "");

let scene: AuthzenScenario;
beforeAll(async () => {
  scene = await makeAuthzenScenario(owner);
});

const post = (kind: string, body: unknown) =>
  ask("POST", `/access/v1/search/${kind}`, { token: scene.token, body: scene.ours(body) });

const SUBJECTS = { subject: { type: "user" }, action: doing("read"), resource: record("record-1") };
const RESOURCES = { subject: user("alice"), action: doing("read"), resource: { type: "record" } };
const ACTIONS = { subject: user("alice"), resource: record("record-1") };
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

test("the standard's scenario, Search Core, 4.2: who may read, whatever context and subject id say", async () => {
  for (const request of [
    SUBJECTS,
    { ...SUBJECTS, context: A_CONTEXT },
    { ...SUBJECTS, subject: user("alice") },
  ]) {
    const { status, body } = await post("subject", request);
    expect(status).toBe(200);
    expect(body.page).toEqual({ next_token: "", count: 2 });
    expect(idsOf(body.results)).toEqual([scene.alice.personId, scene.bob.personId].sort());
    for (const each of body.results)
      expect(each).toMatchObject({ type: "user", properties: { email: expect.stringContaining("@") } });
  }
});

test("the standard's scenario, Search Core, 4.3: where someone may read, whatever context and resource id say", async () => {
  for (const request of [
    RESOURCES,
    { ...RESOURCES, context: A_CONTEXT },
    { ...RESOURCES, resource: record("record-2") },
  ]) {
    const { status, body } = await post("resource", request);
    expect([status, body.results]).toEqual([200, [{ type: "project", id: scene.projectId }]]);
  }
});

test("the standard's scenario, Search Core, 4.4: what someone may do", async () => {
  for (const request of [ACTIONS, { ...ACTIONS, context: A_CONTEXT }]) {
    const { status, body } = await post("action", request);
    expect(status).toBe(200);
    expect(body.results).toEqual([{ name: "CAN_VIEW_DATA" }, { name: "CAN_RUN_TASKS" }]);
  }
});

test("the standard's scenario, Search Core, 4.5: pages follow one another by their tokens to an empty one", async () => {
  for (const [kind, request] of [
    ["subject", SUBJECTS],
    ["action", ACTIONS],
  ] as const) {
    const whole = (await post(kind, request)).body.results;
    const pages: unknown[][] = [];
    for (let page: object = { limit: 1 }; ; ) {
      const { status, body } = await post(kind, { ...request, page });
      expect(status).toBe(200);
      expect(body.page.count).toBe(body.results.length);
      pages.push(body.results);
      if (body.page.next_token === "") break;
      page = { token: body.page.next_token };
    }
    expect(pages.map((page) => page.length)).toEqual(whole.map(() => 1));
    expect(pages.flat()).toEqual(whole);
  }
});

test("a token serves the search that it came from: another entity or limit, and what is no token, are 400", async () => {
  const { body } = await post("subject", { ...SUBJECTS, page: { limit: 1 } });
  const page = { token: body.page.next_token };
  const reordered = { resource: SUBJECTS.resource, action: SUBJECTS.action, subject: SUBJECTS.subject };
  expect((await post("subject", { ...reordered, page: { ...page, limit: 1 } })).status).toBe(200);
  for (const request of [
    { ...SUBJECTS, page: { ...page, limit: 2 } },
    { ...SUBJECTS, action: doing("write"), page },
    { ...SUBJECTS, context: A_CONTEXT, page },
    { ...SUBJECTS, page: { token: "bm90IG91cnM" } },
    { ...SUBJECTS, page: { limit: -1 } },
  ])
    expect((await post("subject", request)).status).toBe(400);
  expect((await post("subject", { ...SUBJECTS, page: { limit: 0 } })).body.results).toEqual([]);
});

/** Sections 4.6.1 and 4.6.2, at all three endpoints. */
const NOTHING: readonly (readonly [string, unknown])[] = [
  ["action", { ...ACTIONS, subject: user("nonexistent-user") }],
  ["action", { ...ACTIONS, resource: { type: "spaceship", id: "1" } }],
  ["subject", { ...SUBJECTS, subject: { type: "spaceship" } }],
  ["subject", { ...SUBJECTS, action: doing("fly") }],
  ["subject", { ...SUBJECTS, resource: record("nonexistent-record") }],
  ["resource", { ...RESOURCES, subject: user("nonexistent-user") }],
  ["resource", { ...RESOURCES, resource: { type: "spaceship" } }],
];

test.each(NOTHING)(
  "the standard's scenario, Search Core, 4.6: what is unknown is found nowhere (%s)",
  async (kind, request) => {
    const { status, body } = await post(kind, request);
    expect([status, body.results, body.page.next_token]).toEqual([200, [], ""]);
  },
);

/** Sections 4.7.1 and 4.7.2. */
const MALFORMED: readonly (readonly [string, unknown])[] = [
  ["subject", { subject: SUBJECTS.subject, resource: SUBJECTS.resource }],
  ["resource", { action: RESOURCES.action, resource: RESOURCES.resource }],
  ["action", { subject: ACTIONS.subject }],
  ["subject", { ...SUBJECTS, resource: { type: "record" } }],
  ["resource", { ...RESOURCES, subject: { type: "user" } }],
  ["action", { ...ACTIONS, subject: { type: "user" } }],
];

test.each(MALFORMED)(
  "the standard's scenario, Search Core, 4.7: what is missing is 400 (%s)",
  async (kind, request) => {
    expect((await post(kind, request)).status).toBe(400);
  },
);
