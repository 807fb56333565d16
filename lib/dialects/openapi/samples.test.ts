import { expect, test } from "vitest";
import { apiReference } from "@/app/api/openapi.json/reference";
import type { Door } from "@/lib/core/principal";
import { handle as authzen } from "@/lib/dialects/authzen/family";
import { handle as crux } from "@/lib/dialects/crux/family";
import { handle as exchange } from "@/lib/dialects/exchange/family";
import { handle as projects } from "@/lib/dialects/projects/family";
import { handle as v1 } from "@/lib/dialects/v1/family";
import { useDatabase } from "@/lib/testing/database";
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

async function tokenFor(door: Door): Promise<string> {
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

async function send({ door, method, url, header, body }: Sample): Promise<Response | undefined> {
  const [name = "", value = ""] = header.replace(/\$\w+/, await tokenFor(door)).split(": ");
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
    if (sample.door === "exchange") expect(JSON.parse(text)).not.toMatchObject({ result: false });
  },
);

test("no example of the reference is another than these", () => {
  const examples = [...JSON.stringify(apiReference()).matchAll(/"examples?":/g)];
  expect(examples).toHaveLength(SAMPLES.length);
});
