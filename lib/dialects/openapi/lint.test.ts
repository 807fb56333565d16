import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { apiReference } from "@/app/api/openapi.json/reference";

/** What a linter of other people's making finds in a document, beyond what is left out on purpose. */
async function findings(document: unknown): Promise<string[]> {
  const config = await createConfig({
    extends: ["recommended-strict"],
    rules: {
      "no-invalid-media-type-examples": "error",
      "no-invalid-parameter-examples": "error",
      // One installation's own: it stands at whatever address it has, localhost included, under nobody's licence.
      "info-license": "off",
      "no-server-example.com": "off",
      // Each family says no in one way, which stands there as the default answer.
      "operation-4xx-response": "off",
    },
  });
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: "openapi.json",
    config,
  });
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}

test("a linter finds nothing in the reference, and every example fits its schema", async () => {
  expect(await findings(apiReference())).toEqual([]);
});

test("the linter sees what is wrong", async () => {
  const document = apiReference();
  const { "/api/v1/organizations": _, ...paths } = document.paths ?? {};
  const wrong = { ...document, paths: { ...paths, "/x/{id}": { get: { summary: "x", responses: {} } } } };
  const found = (await findings(wrong)).join("\n");
  expect(found).toContain("path-parameters-defined");
});
