import { type APIRequestContext, expect } from "@playwright/test";

import { SAMPLE, TOKENS } from "../prisma/demo/samples";
import { eventsSince, grantsOf, newest, personId } from "./support/facts";
import { runSample } from "./support/samples";
import { OWNER, VIEWER } from "./support/sign-in";
import { test } from "./support/test";

// They share the samples' own user: one after the other, each from a start of its own.
test.describe.configure({ mode: "default" });

const NAMES = ["edit_org_subscription_plan", "view_payment_info"];

/** Gives both permissions of the seeds, or takes them, before the sample does the other. */
async function start(request: APIRequestContext, method: "PATCH" | "DELETE"): Promise<number> {
  const answer = await request.fetch(`/organizations/users/permissions/${SAMPLE.member}/`, {
    method,
    headers: { authorization: `Token ${TOKENS.crux.secret}` },
    data: { permission_uuids: SAMPLE.permissions },
  });
  expect(answer.status()).toBe(204);
  expect(await grantsOf(SAMPLE.member)).toEqual(method === "PATCH" ? NAMES : []);
  return newest(SAMPLE.member);
}

/** What both permissions have left in the audit: who, by which door, from what, to what. */
async function recorded(kind: string, since: number): Promise<void> {
  const maria = await personId(OWNER);
  const fact = { level: "ORGANIZATION", grantedBy: maria, grantedAt: expect.any(String), expiresAt: null };
  const sides = kind === "permission.added" ? { before: null, after: fact } : { before: fact, after: null };
  const common = { kind, actor: OWNER, door: "crux", subject: VIEWER, ...sides };
  const events = await eventsSince(SAMPLE.member, since);
  expect(events.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
    NAMES.map((name) => ({ ...common, name })),
  );
}

/** 204 and an empty body, in each client's way of saying it. */
const SILENT: readonly (readonly [client: string, says: RegExp])[] = [
  ["curl", /^204, 0 redirects$/],
  ["httpie", /^HTTP\/1.1 204 No Content(\r?\n[\w-]+: .*)*$|^204, 0 redirects$/],
  ["python", /^Response HTTP Status Code: 204\nResponse HTTP Response Body: b''$|^204, 0 redirects$/],
  ["node", /^ERROR: null\nSTATUS: 204\nHEADERS: \{.*\}\nBODY:$/],
];

/** Node frames no body of a DELETE by itself (useChunkedEncodingByDefault): the one header that seed 001's sample lacks. */
const framed = (text: string) => text.replace("headers: {", 'headers: {"Transfer-Encoding":"chunked",');

const CALLS = [
  { seed: "000", what: "adds", before: "DELETE", kind: "permission.added", left: NAMES },
  { seed: "001", what: "removes", before: "PATCH", kind: "permission.removed", left: [] },
] as const;

for (const { seed, what, before, kind, left } of CALLS) {
  for (const [client, says] of SILENT) {
    test(`seed ${seed}: the sample for ${client} ${what} both permissions, and hears nothing but 204`, async ({
      request,
    }) => {
      const since = await start(request, before);
      const edit = seed === "001" && client === "node" ? framed : undefined;
      expect(await runSample(`${seed}-${client}`, {}, edit)).toMatch(says);
      expect(await grantsOf(SAMPLE.member)).toEqual(left);
      await recorded(kind, since);
    });
  }

  for (const prefix of ["/api/organizations", "/organizations", "/timp/organizations"]) {
    test(`seed ${seed}: the sample for curl ${what} under ${prefix} too`, async ({ request }) => {
      const since = await start(request, before);
      const under = (text: string) => text.replace(/\$HOST[\w/]*?\/organizations/, `$HOST${prefix}`);
      expect(await runSample(`${seed}-curl`, {}, under)).toBe("204, 0 redirects");
      expect(await grantsOf(SAMPLE.member)).toEqual(left);
      await recorded(kind, since);
    });
  }
}

test("seed 001: the sample for node as it is printed sends a body that HTTP does not announce, and changes nothing", async ({
  request,
}) => {
  const since = await start(request, "PATCH");
  expect(await runSample("001-node")).toContain("STATUS: 400");
  expect(await grantsOf(SAMPLE.member)).toEqual(NAMES);
  expect(await eventsSince(SAMPLE.member, since)).toEqual([]);
});
