import { expect, test, vi } from "vitest";
import { apiReference } from "@/app/api/openapi.json/reference";
import { requestOf } from "@/lib/proof/registry/call";
import { PLANS } from "@/lib/proof/registry/plans";
import { store } from "@/lib/store/database";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { missingIds } from "@/lib/testing/tenants";
import { documentedPath } from "./document";

vi.stubEnv("RATE_LIMIT_FACTOR", "0.000001");

const { owner } = useDatabase("base");
const { paths = {} } = apiReference();
const documented = PLANS.filter(
  ([{ family, endpoint }]) => family.door !== "console" && endpoint.alias !== true,
);

/** The operations whose answers have this status, with the header that says when to come again. */
function declared(status: "429" | "503"): string[] {
  return documented.flatMap(([{ family, endpoint, name }]) => {
    const method = endpoint.method.toLowerCase() as "get" | "post" | "put" | "patch" | "delete";
    const answer = paths[documentedPath(family, endpoint)]?.[method]?.responses?.[status];
    return answer && "headers" in answer && answer.headers?.["Retry-After"] ? [name] : [];
  });
}

// The one function whose caller shows his password instead.
const BASIC = `Basic ${Buffer.from("nobody@nowhere.example:a long password").toString("base64")}`;

/** The operations that answer so to a caller of good standing; each limit is used up by what came before. */
async function answering(status: number, token: string): Promise<string[]> {
  const found = documented.map(async ([entry, plan]) => {
    const authorization = entry.endpoint.path === "/Authenticate" ? BASIC : `Bearer ${token}`;
    const ask = () => entry.handle(requestOf(entry, plan.call(missingIds()), { authorization }));
    if (entry.endpoint.auth === "open") await ask();
    const answer = await ask();
    return answer.status === status && answer.headers.get("retry-after") !== null ? [entry.name] : [];
  });
  return (await Promise.all(found)).flat();
}

async function tokenOfBoss(): Promise<string> {
  const organizationId = await makeOrganization(owner);
  const { personId } = await makeMember(owner, { organizationId }, { role: "Owner" });
  return makeToken(owner, personId);
}

/** A write that changes nothing, but counts. */
const asking = (token: string) =>
  new Request("http://localhost/api/v1/organizations", {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });

test("who calls too often is told so by those operations alone that say it in the reference", async () => {
  const token = await tokenOfBoss();
  await documented.find(([{ name }]) => name === "v1 POST /organizations")?.[0].handle(asking(token));
  const said = await answering(429, token);
  expect(said).toEqual(declared("429"));
  expect(said.length).toBeGreaterThan(50);
}, 30_000);

test("without a connection those operations alone say 503 that say it in the reference", async () => {
  const token = await tokenOfBoss();
  const { pool } = store();
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  const said = await answering(503, token);
  for (const client of taken) client.release();
  expect(said).toEqual(declared("503"));
  expect(said.length).toBe(documented.length - 1);
}, 30_000);
