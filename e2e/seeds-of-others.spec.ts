import { expect } from "@playwright/test";

import { SYSTEM_ORGANIZATION } from "../lib/core/state";
import { PASSWORD, SAMPLE, TOKENS } from "../prisma/demo/samples";
import { rows } from "./support/database";
import { eventsSince, grantsOf, membershipId, newest, personId, rolesOf } from "./support/facts";
import { runSample } from "./support/samples";
import { OPERATOR, SOFTWARE_OWNER } from "./support/sign-in";
import { test } from "./support/test";

/** Seed 002's example, as it is printed there: keys, their order and what they hold. */
const EXAMPLE = {
  id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  created_at: "2024-07-29T15:51:28.071Z",
  updated_at: "2024-07-29T15:51:28.071Z",
  user_id: "string",
  organization_id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  role_id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  role: {
    id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    created_at: "2024-07-29T15:51:28.071Z",
    updated_at: "2024-07-29T15:51:28.071Z",
    name: "string",
    organization_id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    permissions: [
      {
        id: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        created_at: "2024-07-29T15:51:28.071Z",
        updated_at: "2024-07-29T15:51:28.071Z",
        name: "string",
        description: "string",
        access: true,
      },
    ],
  },
};

/** The keys of a JSON value in their order, with the types of what they hold; of a list the distinct items. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(shapeOf(each))))];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.entries(value).map(([key, each]) => [key, shapeOf(each)]);
}

test("seed 002: the role is set, and the answer is the seed's JSON shape to the letter", async ({
  request,
}) => {
  const [aroha, noa] = await Promise.all([
    personId("aroha.ngata@lumenforge.example"),
    personId(SOFTWARE_OWNER),
  ]);
  const membership = await membershipId(aroha, SAMPLE.organization);
  const [viewer] = await rows<{ id: string }>(
    "select id from role where name = 'Viewer' and level = 'ORGANIZATION' and organization_id is null",
  );
  const before = await request.put(`/api/v1/organizations/${SAMPLE.organization}/users/roles`, {
    headers: { authorization: `Bearer ${TOKENS.owner.secret}` },
    data: { user_id: aroha, organization_id: SAMPLE.organization, role_id: viewer?.id },
  });
  expect(before.status()).toBe(200);
  const since = await newest(membership);
  const variables = {
    TOKEN: TOKENS.owner.secret,
    USER_ID: aroha,
    ORGANIZATION_ID: SAMPLE.organization,
    ROLE_ID: SAMPLE.role,
  };
  const output = await runSample("002-curl", variables);
  expect(output).toMatch(/\n200, 0 redirects$/);
  const answer = JSON.parse(output.slice(0, output.lastIndexOf("\n")));
  expect(shapeOf(answer)).toEqual(shapeOf(EXAMPLE));
  expect(answer).toMatchObject({
    user_id: aroha,
    organization_id: SAMPLE.organization,
    role_id: SAMPLE.role,
    role: { id: SAMPLE.role, name: SAMPLE.roleName, organization_id: SAMPLE.organization },
  });
  expect(await rolesOf(membership)).toEqual([{ id: answer.id, name: SAMPLE.roleName, by: noa }]);
  const common = { actor: SOFTWARE_OWNER, door: "v1", subject: "aroha.ngata@lumenforge.example" };
  const fact = { id: answer.id, level: "ORGANIZATION", expiresAt: null };
  expect(await eventsSince(membership, since)).toMatchObject([
    { ...common, kind: "role.unassigned", name: "Viewer", before: fact, after: null },
    {
      ...common,
      kind: "role.assigned",
      name: SAMPLE.roleName,
      before: null,
      after: { ...fact, assignedBy: noa },
    },
  ]);

  // The same call once more changes nothing and answers the same.
  expect(await runSample("002-curl", variables)).toBe(output);
  expect(await eventsSince(membership, since)).toHaveLength(2);
});

test("seed 003: the payload lets UserId 1 trade, and is answered with the standard object", async ({
  request,
}) => {
  const signedIn = await request.post("/AP/WebAuthenticateUser", {
    data: { UserName: OPERATOR, Password: PASSWORD },
  });
  const { SessionToken: TOKEN } = await signedIn.json();
  const revoke = { UserId: 1, Permission: "Trading" };
  const before = await request.post("/AP/RevokeUserPermission", {
    headers: { aptoken: TOKEN },
    data: revoke,
  });
  expect(await before.json()).toMatchObject({ result: true });
  const [user] = await rows<{ id: string; email: string }>("select id, email from person where number = 1");
  const membership = await membershipId(user?.id ?? "", SYSTEM_ORGANIZATION);
  expect(await grantsOf(membership)).not.toContain("Trading");
  const since = await newest(membership);

  const output = await runSample("003-curl", { TOKEN });
  const standard = '{"result":true,"errormsg":null,"errorcode":0,"detail":null}';
  expect(output).toBe(`${standard}\n200, 0 redirects`);
  expect(await grantsOf(membership)).toContain("Trading");
  const after = {
    level: "SYSTEM",
    grantedBy: await personId(OPERATOR),
    grantedAt: expect.any(String),
    expiresAt: null,
  };
  expect(await eventsSince(membership, since)).toEqual([
    {
      kind: "permission.added",
      actor: OPERATOR,
      door: "exchange",
      subject: user?.email,
      name: "Trading",
      before: null,
      after,
    },
  ]);
});

test("seed 004: the sample replaces what was held, and prints everything that is held now", async ({
  request,
}) => {
  const before = await request.patch(`/api/v1/projects/${SAMPLE.project}/users/${SAMPLE.projectMember}/`, {
    headers: { authorization: `Bearer ${TOKENS.owner.secret}` },
    data: { permissions: ["CAN_VIEW_DATA", "CAN_RUN_TASKS"] },
  });
  expect(before.status()).toBe(200);
  const since = await newest(SAMPLE.projectMember);
  const output = await runSample("004-python", {
    TOKEN: TOKENS.owner.secret,
    PROJECT_ID: SAMPLE.project,
    PERMISSION_ID: SAMPLE.projectMember,
  });
  const [line = ""] = output.split("\n");
  expect(line).toBe(
    JSON.stringify({
      id: SAMPLE.projectMember,
      user: { id: SAMPLE.person, email: SAMPLE.personEmail, date_joined: JSON.parse(line).user.date_joined },
      permissions: ["CAN_PERFORM_ADMIN_ACTIONS", "CAN_VIEW_DATA"],
    }),
  );
  expect(Date.parse(JSON.parse(line).user.date_joined)).toBe(Date.parse(SAMPLE.personSince));
  expect(await grantsOf(SAMPLE.projectMember)).toEqual(["CAN_PERFORM_ADMIN_ACTIONS", "CAN_VIEW_DATA"]);
  const fact = { level: "PROJECT", grantedBy: await personId(SOFTWARE_OWNER), expiresAt: null };
  const common = { actor: SOFTWARE_OWNER, door: "projects", subject: SAMPLE.personEmail };
  expect(await eventsSince(SAMPLE.projectMember, since)).toMatchObject([
    {
      ...common,
      kind: "permission.removed",
      name: "CAN_RUN_TASKS",
      before: { level: "PROJECT" },
      after: null,
    },
    { ...common, kind: "permission.added", name: "CAN_PERFORM_ADMIN_ACTIONS", before: null, after: fact },
  ]);
});
