import { expect, test } from "vitest";
import { rows } from "../../e2e/support/database";
import { makeSecrets } from "./headers/secrets";
import { get, ORGANIZATION, site, useProduct } from "./headers/site";
import { report } from "./report";

useProduct();

test("no secret is found in the database, the log, or any page or answer after the one that shows it", async () => {
  const secrets = await makeSecrets();
  const session = { cookie: secrets.cookie };
  const later = [
    "/api/v1/api-keys",
    "/api/v1/sessions",
    `/api/v1/organizations/${ORGANIZATION}/api-keys`,
    `/api/v1/organizations/${ORGANIZATION}/invitations`,
    `/api/v1/organizations/${ORGANIZATION}/audit?limit=1000`,
    `/api/console/organizations/${ORGANIZATION}/audit-log/export?format=ndjson`,
    "/api/openapi.json",
    ...["tokens", "members", "invitations", "audit", "settings"].map((each) => `/o/${ORGANIZATION}/${each}`),
  ];
  const places = new Map<string, string>([["the log", site.printed()]]);
  for (const each of later) places.set(each, await (await get(each, session)).text());
  const tables = await rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  for (const { name } of tables) {
    const [row] = await rows<{ text: string }>(
      `select coalesce(string_agg(x::text, ' '), '') as text from "${name}" x`,
    );
    places.set(`table ${name}`, row?.text ?? "");
  }
  const found = [...places].flatMap(([place, text]) =>
    Object.entries(secrets.all).flatMap(([kind, secret]) =>
      [secret, Buffer.from(secret).toString("hex"), Buffer.from(secret).toString("base64").replace(/=+$/, "")]
        .filter((form) => text.includes(form))
        .map(() => `${kind} in ${place}`),
    ),
  );
  await report({
    promise: "No secret is found in a dump, the log or a page",
    cases: places.size * Object.keys(secrets.all).length,
    wrong: found.length,
  });
  expect(found).toEqual([]);
});
