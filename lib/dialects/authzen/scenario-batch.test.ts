import { beforeAll, expect, test } from "vitest";
import { asking } from "@/lib/testing/ask";
import {
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

const post = (body: unknown) =>
  ask("POST", "/access/v1/evaluations", { token: scene.token, body: scene.ours(body) });

const ALICE_READS = { subject: user("alice"), action: doing("read"), resource: record("record-1") };
const BOB_WRITES = { subject: user("bob"), action: doing("write"), resource: record("record-1") };
const { subject, action } = ALICE_READS;
const time = "2025-06-27T18:03-07:00";

/** Level "Batch", sub-level "Core": section, request, decisions in their order. */
const DECIDED: readonly (readonly [string, unknown, readonly boolean[]])[] = [
  [
    "3.2.1 a list",
    {
      subject,
      action,
      evaluations: [{ resource: record("record-1") }, { resource: record("record-2") }],
    },
    [true, false],
  ],
  [
    "3.2.2 decisions in order",
    {
      subject: user("bob"),
      resource: record("record-1"),
      evaluations: [{ action: doing("read") }, { action: doing("write") }],
    },
    [true, false],
  ],
  ["3.2.5 no defaults", { evaluations: [ALICE_READS, BOB_WRITES] }, [true, false]],
  [
    "3.2.6 a context that one item replaces",
    {
      subject,
      action,
      context: { time },
      evaluations: [
        { resource: record("record-1") },
        { resource: record("record-2"), context: { time, source: "batch-override" } },
      ],
    },
    [true, false],
  ],
  [
    "3.4.1 an item that is not whole",
    {
      subject,
      action,
      options: { evaluations_semantic: "execute_all", another_option: "value" },
      evaluations: [{ resource: record("record-1") }, {}],
    },
    [true, false],
  ],
  ["an empty item has every default", { ...ALICE_READS, evaluations: [{}, BOB_WRITES] }, [true, false]],
  [
    "a default is replaced whole, never field by field",
    { ...ALICE_READS, evaluations: [{ subject: { id: "bob" } }, { subject: user("bob") }] },
    [false, true],
  ],
];

test.each(DECIDED)("the standard's scenario, Batch Core, %s", async (_, request, decisions) => {
  const { status, body } = await post(request);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(["evaluations"]);
  expect(body.evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual(decisions);
});

test("the standard's scenario, Batch Core, 3.4.2 and 3.4.3: without a list it is the single evaluation", async () => {
  expect((await post(ALICE_READS)).body).toEqual({ decision: true });
  expect((await post({ ...ALICE_READS, evaluations: [] })).body).toEqual({ decision: true });
  expect((await post({ subject, action })).status).toBe(400);
  expect((await post({ ...ALICE_READS, evaluations: {} })).status).toBe(400);
  expect((await post({ ...ALICE_READS, subject: "alice", evaluations: [{}] })).status).toBe(400);
});

const MIXED = [ALICE_READS, BOB_WRITES, { ...ALICE_READS, action: doing("write") }, BOB_WRITES];

test.each([
  ["execute_all", MIXED, [true, false, true, false]],
  ["deny_on_first_deny", MIXED, [true, false]],
  ["permit_on_first_permit", MIXED, [true]],
  ["permit_on_first_permit", [BOB_WRITES, BOB_WRITES, ALICE_READS, BOB_WRITES], [false, false, true]],
  // An item that cannot be put is a denial like any other.
  ["deny_on_first_deny", [{}, ALICE_READS], [false]],
] as const)("%s ends where its semantic says", async (semantic, evaluations, decisions) => {
  const { body } = await post({ options: { evaluations_semantic: semantic }, evaluations });
  expect(body.evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual(decisions);
});

test("a semantic that the standard does not name, and a list without an end, are 400", async () => {
  const evaluations = [ALICE_READS];
  for (const options of [{ evaluations_semantic: "first" }, { evaluations_semantic: 1 }, "execute_all"])
    expect((await post({ options, evaluations })).status).toBe(400);
  expect((await post({ evaluations: Array.from({ length: 201 }, () => ALICE_READS) })).status).toBe(400);
});
