import { expect, test } from "vitest";
import { apiReference } from "@/app/api/openapi.json/reference";
import type { Door } from "@/lib/core/principal";
import { handle as authzen, family as authzenFamily } from "@/lib/dialects/authzen/family";
import { handle as crux } from "@/lib/dialects/crux/family";
import { handle as exchange } from "@/lib/dialects/exchange/family";
import { handle as projects, family as projectsFamily } from "@/lib/dialects/projects/family";
import { handle as v1, family as v1Family } from "@/lib/dialects/v1/family";
import { useDatabase } from "@/lib/testing/database";
import type { AnyEndpoint } from "@/lib/web/family";
import { PASSWORD, TOKENS } from "@/prisma/demo/samples";
import { SAMPLES, type Sample } from "./samples";

useDatabase("demo");
const doors: Partial<Record<Door, (request: Request) => Promise<Response>>> = {
  authzen,
  crux,
  exchange,
  projects,
  v1,
};
const json = { "content-type": "application/json" };

async function tokenFor({ door, byOperator }: Sample): Promise<string> {
  if (byOperator) return TOKENS.operator.secret;
  if (door === "crux") return TOKENS.crux.secret;
  if (door !== "exchange") return TOKENS.owner.secret;
  const body = JSON.stringify({
    UserName: "eleanor.whitcombe@tidewater-exchange.example",
    Password: PASSWORD,
  });
  const address = "http://localhost/AP/WebAuthenticateUser";
  const signedIn = await exchange(new Request(address, { method: "POST", headers: json, body }));
  return (await signedIn.json()).SessionToken;
}

/** What a call has answered that a later one names, as a shell's variable. */
const answered = new Map<string, string>();

async function send(sample: Sample): Promise<Response | undefined> {
  const { door, method, body } = sample;
  const [name = "", value = ""] = sample.header.replace(/\$\w+/, await tokenFor(sample)).split(": ");
  const url = sample.url.replace(/\$\w+/g, (variable) => answered.get(variable) ?? variable);
  const headers = { ...json, [name]: value };
  const asked = new Request(`http://localhost${url}`, { method, headers, body: JSON.stringify(body) });
  return doors[door]?.(asked);
}

test.each(SAMPLES.map((sample) => [`${sample.method} ${sample.url}`, sample] as const))(
  "the example %s does what it says on the demonstration data",
  async (_, sample) => {
    const response = await send(sample);
    const text = (await response?.text()) ?? "";
    expect(response?.status, text).toBeLessThan(300);
    if (sample.method === "POST" && sample.path.endsWith("/webhooks"))
      answered.set("$WEBHOOK_ID", JSON.parse(text).id);
    if (sample.door === "exchange") expect(JSON.parse(text)).not.toMatchObject({ result: false });
  },
);

/** Doors whose every body is shown; the older families print examples of their own in their documents. */
const shown = [v1Family, projectsFamily, authzenFamily];

test.each(shown.map((family) => [family.door, family] as const))(
  "every call to %s that takes a body has an example",
  (door, { endpoints }) => {
    const taking = endpoints.filter(({ body, alias }) => body && !alias);
    const has = ({ method, path }: AnyEndpoint) =>
      SAMPLES.some((sample) => sample.door === door && sample.method === method && sample.path === path);
    const without = taking.filter((each) => !has(each)).map(({ method, path }) => `${method} ${path}`);
    expect(without).toEqual([]);
    expect(taking.length).toBeGreaterThan(2);
  },
);

test("no example of the reference is another than these", () => {
  const examples = [...JSON.stringify(apiReference()).matchAll(/"examples?":/g)];
  expect(examples).toHaveLength(SAMPLES.length);
});
