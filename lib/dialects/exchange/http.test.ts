import { expect, test } from "vitest";
import { createDocument } from "zod-openapi";
import { useDatabase } from "@/lib/testing/database";
import { addSystemUser, ask, call, failed, signInAs } from "@/lib/testing/exchange";
import { standardSchema } from "./answers";
import { family } from "./family";
import { functions } from "./functions";

const { owner } = useDatabase("base");

test("an unknown function and another method are answered 106 with HTTP 200", async () => {
  for (const name of ["/CancelAllOrders", "/", "", "/AddUserPermission/1"]) {
    const response = await ask("POST", name, { body: {} });
    expect([response.status, response.body]).toEqual([200, failed(106, "There is no such function.")]);
  }
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    const response = await ask(method, "/AddUserPermission", { body: {} });
    expect([response.status, response.body, response.headers.get("allow")]).toEqual([
      200,
      failed(106, "Call it with POST or GET."),
      "POST, GET",
    ]);
  }
});

test("what is no JSON, or too much of it, is answered 100", async () => {
  const aptoken = await signInAs(await addSystemUser(owner, "operator@example.com", { role: "Operator" }));
  const form = await ask("POST", "/GetUserInfo", {
    body: "UserId=1",
    headers: { aptoken, "content-type": "application/x-www-form-urlencoded" },
  });
  expect([form.status, form.body]).toEqual([200, failed(100, "Send application/json.")]);
  const big = await call("GetUserInfo", { UserName: "x".repeat(2_000_000) }, aptoken);
  expect([big.status, big.body]).toEqual([413, failed(100, "The payload is too large.")]);
  const none = await call("GetUserInfo", undefined, aptoken);
  expect([none.status, none.body.errorcode]).toEqual([200, 100]);
  const charset = await ask("POST", "/GetAllRoles", {
    body: {},
    headers: { aptoken, "content-type": "application/json; charset=utf-8" },
  });
  expect(charset.body).toEqual(expect.any(Array));
});

test("every function is served by POST and by GET, each name once in any case", () => {
  const names = functions.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const served = family.endpoints.map(({ method, path }) => `${method} ${path.toLowerCase()}`);
  expect(new Set(served).size).toBe(served.length);
  for (const name of [...names, "Authenticate"]) {
    expect(served).toContain(`POST /${name.toLowerCase()}`);
    expect(served).toContain(`GET /${name.toLowerCase()}`);
  }
});

test("the schemas of every endpoint can stand in an OpenAPI document, queries with their parameters", () => {
  const paths = Object.fromEntries(
    family.endpoints.map(({ method, path, query, body, answers }) => [
      `/AP${path}?${method}`,
      {
        post: {
          ...(query ? { requestParams: { query: query as never } } : {}),
          ...(body ? { requestBody: { content: { "application/json": { schema: body } } } } : {}),
          responses: {
            200: { content: { "application/json": { schema: answers[200] ?? standardSchema } } },
          },
        },
      },
    ]),
  );
  const document = createDocument({
    openapi: "3.1.0",
    info: { title: "AP", version: "1" },
    paths: paths as never,
  });
  expect(document.paths?.["/AP/AddUserPermission?GET"]?.post?.parameters).toEqual([
    {
      in: "query",
      name: "UserId",
      schema: { type: "integer", minimum: -2_147_483_648, maximum: 2_147_483_647 },
    },
    { in: "query", name: "Permission", schema: { type: "string", minLength: 1, maxLength: 3000 } },
    {
      in: "query",
      name: "Value",
      schema: { type: "integer", minimum: -2_147_483_648, maximum: 2_147_483_647 },
    },
  ]);
  expect(document.paths?.["/AP/AddUserPermission?POST"]?.post?.requestBody).toMatchObject({
    content: { "application/json": { schema: { type: "object", required: ["UserId", "Permission"] } } },
  });
});
