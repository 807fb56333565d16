import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { env } from "@/lib/env";
import { hashSecret } from "@/lib/store/secret";
import { asking } from "@/lib/testing/ask";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeProject } from "@/lib/testing/fixtures";
import { auditOf, grantsOf, makeProjectScene } from "@/lib/testing/project-scene";
import { handle } from "./family";

const { owner } = useDatabase("base");
const ask = asking(handle, "/api/v1");

const ADMIN = "CAN_PERFORM_ADMIN_ACTIONS";

test("bad input is refused in the family's words and leaves nothing behind", async () => {
  const scene = await makeProjectScene(owner);
  const { token, patch } = scene;
  const required = { permissions: ["This field is required."] };
  const cases: [unknown, Record<string, string>, number, unknown][] = [
    [{ permissions: [] }, {}, 400, { permissions: ["This list may not be empty."] }],
    [
      { permissions: ["CAN_VIEW_DATA", "CAN_FLY"] },
      {},
      400,
      { permissions: ['"CAN_FLY" is not a valid choice.'] },
    ],
    [
      { permissions: ["can_view_data", 7, null] },
      {},
      400,
      { permissions: ['"can_view_data" is not a valid choice.', "Not a valid choice."] },
    ],
    [{}, {}, 400, required],
    [{ permissions: null }, {}, 400, { permissions: [expect.any(String)] }],
    [{ permissions: "CAN_VIEW_DATA" }, {}, 400, { permissions: [expect.any(String)] }],
    [[], {}, 400, { error: "Send a JSON object." }],
    ["{", {}, 400, { error: expect.any(String) }],
    [undefined, {}, 400, { error: "Send a JSON object." }],
    [
      JSON.stringify({ permissions: ["CAN_VIEW_DATA"] }),
      { "content-type": "text/plain" },
      415,
      { error: "Send application/json." },
    ],
  ];
  for (const [body, headers, status, answer] of cases) {
    const response = await ask("PATCH", patch, { token, headers, ...(body === undefined ? {} : { body }) });
    expect({ status: response.status, body: response.body }).toEqual({ status, body: answer });
  }
  expect(await grantsOf(owner, scene.bob)).toEqual([]);
  expect(await auditOf(owner, scene.organizationId)).toEqual([]);
});

test("without a credential 401, with another method 405, on an unknown path 404", async () => {
  const { patch, path, token } = await makeProjectScene(owner);
  const none = await ask("PATCH", patch, { body: {} });
  expect(none).toMatchObject({
    status: 401,
    body: { error: "Authentication credentials were not provided." },
  });
  expect(none.headers.get("www-authenticate")).toBe("Bearer");
  expect(await ask("GET", path, { token: "nonsense" })).toMatchObject({
    status: 401,
    body: { error: "Invalid or expired token." },
  });
  const put = await ask("PUT", patch, { token, body: {} });
  expect(put).toMatchObject({ status: 405, body: { error: "Method not allowed." } });
  expect(put.headers.get("allow")).toBe("PATCH");
  expect(await ask("GET", "/projects/x/y/z", { token })).toMatchObject({
    status: 404,
    body: { error: "Not found." },
  });
});

test("another organization's project answers byte for byte as one that does not exist", async () => {
  const { token } = await makeProjectScene(owner);
  const foreign = await makeProjectScene(owner);
  const missing = {
    path: `/projects/${randomUUID()}/users`,
    patch: `/projects/${randomUUID()}/users/${randomUUID()}/`,
  };
  const garbled = { path: "/projects/42/users", patch: "/projects/42/users/43/" };
  const answers = async ({ path, patch }: { path: string; patch: string }) => {
    const body = { permissions: ["CAN_VIEW_DATA"] };
    const calls = await Promise.all([
      ask("GET", path, { token }),
      ask("PATCH", patch, { token, body }),
      ask("POST", `${path}/remove-by-email/`, { token, body: { email: foreign.bob.email } }),
      ask("GET", path.replace("users", "invites"), { token }),
      ask("POST", path.replace("users", "invites/invite"), {
        token,
        body: { ...body, email: "x@example.com" },
      }),
      ask("DELETE", path.replace("users", `invites/${randomUUID()}`), { token }),
    ]);
    return calls.map(({ status, text }) => ({ status, text }));
  };
  const unseen = Array.from({ length: 6 }, () => ({ status: 404, text: '{"error":"No such project."}' }));
  expect(await answers(foreign)).toEqual(unseen);
  expect(await answers(missing)).toEqual(unseen);
  expect(await answers(garbled)).toEqual(unseen);
  expect(await auditOf(owner, foreign.organizationId)).toEqual([]);
});

test("a colleague who is not in the project does not see it; who may read people there does", async () => {
  const { organizationId, path, patch } = await makeProjectScene(owner);
  const colleague = await makeMember(owner, { organizationId }, { role: "Member" });
  const token = await makeToken(owner, colleague.personId);
  const body = { permissions: ["CAN_VIEW_DATA"] };
  expect(await ask("GET", path, { token })).toMatchObject({
    status: 404,
    body: { error: "No such project." },
  });
  expect(await ask("PATCH", patch, { token, body })).toMatchObject({
    status: 404,
    body: { error: "No such project." },
  });
  const editor = await makeMember(owner, { organizationId }, { permissions: ["edit_org_users"] });
  expect(await ask("PATCH", patch, { token: await makeToken(owner, editor.personId), body })).toMatchObject({
    status: 200,
    body,
  });
});

test("a permission_id of another project or of none is unknown to an administrator and forbidden to others", async () => {
  const scene = await makeProjectScene(owner);
  const elsewhere = await makeProject(owner, scene.organizationId, "Gemini");
  const other = await makeMember(owner, { organizationId: scene.organizationId, projectId: elsewhere });
  const body = { permissions: ["CAN_VIEW_DATA"] };
  const plain = await makeToken(owner, scene.bob.personId);
  for (const id of [other.memberId, randomUUID(), "garbled"]) {
    expect(await ask("PATCH", `${scene.path}/${id}/`, { token: scene.token, body })).toMatchObject({
      status: 404,
      body: { error: "No such member." },
    });
  }
  for (const id of [other.memberId, randomUUID(), scene.admin.memberId]) {
    expect((await ask("PATCH", `${scene.path}/${id}/`, { token: plain, body })).status).toBe(403);
  }
  expect(await grantsOf(owner, other)).toEqual([]);
});

test("a plain member may neither list nor write; a viewer lists", async () => {
  const scene = await makeProjectScene(owner);
  const viewer = await makeMember(owner, scene, { permissions: ["CAN_VIEW_DATA"] });
  const [plain, views] = await Promise.all([
    makeToken(owner, scene.bob.personId),
    makeToken(owner, viewer.personId),
  ]);
  expect(await ask("GET", scene.path, { token: plain })).toMatchObject({
    status: 403,
    body: { error: expect.any(String) },
  });
  expect((await ask("GET", scene.path, { token: views })).status).toBe(200);
  for (const token of [plain, views]) {
    expect((await ask("PATCH", scene.patch, { token, body: { permissions: [ADMIN] } })).status).toBe(403);
    expect(
      (await ask("POST", `${scene.path}/remove-by-email`, { token, body: { email: scene.admin.email } }))
        .status,
    ).toBe(403);
  }
  expect(await auditOf(owner, scene.organizationId)).toEqual([]);
});

test("a cookie lets its person in, but a write with it has to come from this site", async () => {
  const scene = await makeProjectScene(owner);
  const cookie = await makeCookie(scene.admin.personId);
  const body = { permissions: ["CAN_VIEW_DATA"] };
  expect((await ask("GET", scene.path, { headers: { cookie } })).status).toBe(200);
  for (const from of [{}, { "sec-fetch-site": "cross-site" }, { origin: "https://elsewhere.example" }]) {
    const foreign = await ask("PATCH", scene.patch, { headers: { cookie, ...from }, body });
    expect(foreign).toMatchObject({ status: 403, body: { error: expect.any(String) } });
  }
  expect(await grantsOf(owner, scene.bob)).toEqual([]);
  const own = await ask("PATCH", scene.patch, { headers: { cookie, "sec-fetch-site": "same-origin" }, body });
  expect(own).toMatchObject({ status: 200, body });
});

async function makeCookie(personId: string): Promise<string> {
  const secret = randomUUID();
  await owner.query(
    "insert into session (kind, secret_hash, person_id, expires_at) values ('CONSOLE', $1, $2, now() + interval '1 hour')",
    [hashSecret(secret), personId],
  );
  return `session=${await encode({ token: { secret }, secret: env().NEXTAUTH_SECRET })}`;
}
