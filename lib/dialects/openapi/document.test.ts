import { expect, test } from "vitest";
import { family as authzen } from "@/lib/dialects/authzen/family";
import { family as crux } from "@/lib/dialects/crux/family";
import { family as exchange } from "@/lib/dialects/exchange/family";
import { family as projects } from "@/lib/dialects/projects/family";
import { family as v1 } from "@/lib/dialects/v1/family";
import { documentedPath, openApiDocument } from "./document";
import { SAMPLES } from "./samples";

const families = [v1, projects, crux, exchange, authzen];
const document = openApiDocument(families, "http://localhost:3000");

const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  (["get", "post", "put", "patch", "delete"] as const).flatMap((method) => {
    const operation = item[method];
    return operation ? [{ path, method, operation }] : [];
  }),
);

test("every endpoint of every family is in the document, and nothing else is", () => {
  const declared = families.flatMap((family) =>
    family.endpoints
      .filter((endpoint) => !endpoint.alias)
      .map((endpoint) => `${endpoint.method.toLowerCase()} ${documentedPath(family, endpoint)}`),
  );
  expect(new Set(declared).size).toBe(declared.length);
  expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual([...declared].sort());
});

test("the document is OpenAPI 3.1: unique operation ids, declared path parameters, resolvable references", () => {
  expect(document.openapi).toBe("3.1.0");
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).flatMap((each) =>
      "in" in each && each.in === "path" ? [each.name] : [],
    );
    expect({ path, names: declared.sort() }).toEqual({ path, names: inPath.sort() });
    expect(Object.keys(operation.responses ?? {}).length).toBeGreaterThan(1);
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name ?? "",
  );
  const known = Object.keys(document.components?.schemas ?? {});
  expect(references.filter((name) => !known.includes(name))).toEqual([]);
});

test("a GET that changes something says so, and no other does", () => {
  const marked = operations
    .filter(({ operation }) => "x-changes" in operation)
    .map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
  expect(marked.every((each) => each.startsWith("get "))).toBe(true);
  expect(marked).toEqual(expect.arrayContaining(["get AddUserPermission", "get LogOut", "get Authenticate"]));
  expect(marked.filter((each) => each.startsWith("get Get"))).toEqual([]);
  const add = operations.find(({ method, path }) => method === "get" && path.endsWith("/AddUserPermission"));
  expect(add?.operation.description).toContain("Changes something, although it is a GET");
});

test("each operation says its family, who may call it and with which credential", () => {
  for (const { operation } of operations) {
    expect(operation.tags).toHaveLength(1);
    for (const scheme of operation.security ?? []) {
      expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(
        expect.arrayContaining(Object.keys(scheme)),
      );
    }
  }
  const put =
    document.paths?.["/api/v1/organizations/{organization_id}/members/{membership_id}/permissions"]?.post;
  expect(put?.description).toContain("edit_org_users");
});

test("the calls of the seeds stand there as lines to paste", () => {
  const lines = operations.flatMap(
    ({ operation }) => (operation["x-codeSamples"] as { source: string }[] | undefined) ?? [],
  );
  expect(lines).toHaveLength(SAMPLES.length);
  expect(lines.map(({ source }) => source).join("\n")).toContain(
    `curl -X PATCH "http://localhost:3000/api/organizations/users/permissions/5de38a8e-800e-4cba-84c5-ee6c27f304d8/"`,
  );
});
