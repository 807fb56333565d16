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
const EVALUATION = "/access/v1/evaluation";

let scene: AuthzenScenario;
beforeAll(async () => {
  scene = await makeAuthzenScenario(owner);
});

const post = (body: unknown, path = EVALUATION) =>
  ask("POST", path, { token: scene.token, body: scene.ours(body) });

const ALICE_READS = { subject: user("alice"), action: doing("read"), resource: record("record-1") };

/** Level "Basic", sub-level "Core": section, request, decision. */
const DECIDED: readonly (readonly [string, unknown, boolean])[] = [
  ["2.2.1 a permit", ALICE_READS, true],
  ["1.4 rule 2", { ...ALICE_READS, action: doing("write") }, true],
  ["1.4 rule 3", { ...ALICE_READS, subject: user("bob") }, true],
  ["2.2.2 a deny", { ...ALICE_READS, subject: user("bob"), action: doing("write") }, false],
  ["2.2.3 a context", { ...ALICE_READS, context: A_CONTEXT }, true],
  [
    "2.2.8 more properties",
    {
      subject: { ...user("alice"), properties: { department: "Sales", role: "manager" } },
      action: { ...doing("read"), properties: { method: "GET" } },
      resource: { ...record("record-1"), properties: { status: "active", owner: "bob" } },
    },
    true,
  ],
  ["2.2.9 unknown fields", { ...ALICE_READS, foo: "bar", futureField: { nested: true } }, true],
];

test.each(DECIDED)("the standard's scenario, Basic Core, %s", async (_, request, decision) => {
  // 2.6: the same every time.
  for (const times of [1, 2, 3]) {
    const { status, headers, body } = await post(request);
    expect([times, status, headers.get("content-type")]).toEqual([times, 200, "application/json"]);
    expect(body.decision).toBe(decision);
    if (decision) expect(body).toEqual({ decision: true });
    else expect(body.context.reason).toContain("does not hold CAN_RUN_TASKS");
  }
});

const { subject, action, resource } = ALICE_READS;

/** Sections 2.4.1, 2.4.2 and 2.4.6. */
const MALFORMED: readonly (readonly [string, unknown])[] = [
  ["no subject", { action, resource }],
  ["no action", { subject, resource }],
  ["no resource", { subject, action }],
  ["a subject without a type", { action, resource, subject: { id: "alice" } }],
  ["a subject without an id", { action, resource, subject: { type: "user" } }],
  ["an action without a name", { subject, resource, action: {} }],
  ["a resource without a type", { subject, action, resource: { id: "record-1" } }],
  ["a resource without an id", { subject, action, resource: { type: "record" } }],
  ["a subject that is a string", { action, resource, subject: "alice" }],
  ["an action with a number for a name", { subject, resource, action: { name: 123 } }],
  ["a context that is null", { subject, action, resource, context: null }],
  ["properties that are a list", { action, resource, subject: { ...subject, properties: [] } }],
  ["a list at the top", [ALICE_READS]],
];

test.each(MALFORMED)("the standard's scenario, Basic Core, 2.4: %s is 400 in words", async (_, request) => {
  const { status, body } = await post(request);
  expect([status, typeof body]).toEqual([400, "string"]);
});

test("the standard's scenario, Basic Core, 2.4: another content type, no JSON and no body are 400", async () => {
  const { token } = scene;
  const whole = JSON.stringify(scene.ours(ALICE_READS));
  const plain = { "content-type": "text/plain" };
  expect((await ask("POST", EVALUATION, { token, body: whole, headers: plain })).status).toBe(400);
  expect((await ask("POST", EVALUATION, { token, body: whole.slice(1) })).status).toBe(400);
  expect((await ask("POST", EVALUATION, { token, body: "" })).status).toBe(400);
  expect((await ask("POST", EVALUATION, { token })).status).toBe(400);
});

test("the standard's scenario, Basic Core, 2.5: X-Request-ID comes back to the letter, and is not needed", async () => {
  const { token } = scene;
  const body = scene.ours(ALICE_READS);
  for (const id of ["bfe9eb29-ab87-4ca3-be83-a1d5d8305716", 'any "string"; of ~ours', "x".repeat(300)]) {
    const { status, headers } = await ask("POST", EVALUATION, {
      token,
      body,
      headers: { "x-request-id": id },
    });
    expect([status, headers.get("x-request-id")]).toEqual([200, id]);
  }
  expect((await post(ALICE_READS)).headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
});
