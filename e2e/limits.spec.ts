import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";

import { findFreePort } from "../lib/boot/port";
import { startProduct } from "./support/server";
import { OWNER } from "./support/sign-in";
import { test } from "./support/test";

const TOKEN = "a0f17278bed479ee719ea890b8caf0329e1f3e5b";
const GUESS = "a password that is a guess";

interface Line {
  readonly requestId?: string;
}

test("as it is started, the product holds up who guesses, says so in words, and logs no secret", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-e2e-"));
  const port = await findFreePort();
  const at = `http://localhost:${port}`;
  const product = await startProduct({
    DATA_DIR: folder,
    PORT: String(port),
    PUBLIC_URL: at,
    RATE_LIMIT_FACTOR: "1",
  });

  const guess = (each: number) =>
    page.request.post(`${at}/organizations/user-login/`, {
      headers: {
        "x-forwarded-for": `10.0.0.${each}`,
        "x-grantdesk-peer": `10.0.0.${each}`,
        "x-real-ip": `10.0.0.${each}`,
      },
      data: { username: OWNER, password: GUESS },
    });
  const statuses: number[] = [];
  for (let each = 0; each < 31; each++) statuses.push((await guess(each)).status());
  expect(statuses).toEqual([...Array(30).fill(401), 429]);
  expect(Number((await guess(32)).headers()["retry-after"])).toBeGreaterThan(0);

  await page.goto(`${at}/sign-in`);
  await page.getByLabel("E-mail").fill(OWNER);
  await page.getByLabel("Password").fill(GUESS);
  const answered = page.waitForResponse(/callback\/credentials/);
  await page.getByRole("button", { name: "Sign in" }).click();
  expect([(await answered).status(), (await answered).headers()["retry-after"]]).toEqual([
    429,
    expect.any(String),
  ]);
  await expect(page.getByText(/^Too many attempts\. Try again in \d+ seconds\.$/)).toBeVisible();

  const headers = { authorization: `Token ${TOKEN}`, cookie: "session=a-cookie", "x-request-id": "the-one" };
  expect((await page.request.get(`${at}/organizations/`, { headers })).status()).toBe(200);
  await page.request.get(`${at}/organizations/accept-invite/${TOKEN}/`);
  await product.stop();
  await rm(folder, { recursive: true });
  const output = product.output();
  const lines = output
    .split("\n")
    .flatMap((line): Line[] => (line.startsWith("{") ? [JSON.parse(line)] : []));
  expect(lines.find(({ requestId }) => requestId === "the-one")).toEqual({
    level: 30,
    time: expect.any(String),
    requestId: "the-one",
    door: "crux",
    method: "GET",
    path: "",
    principal: expect.stringMatching(/^[0-9a-f-]{36}$/),
    status: 200,
    ms: expect.any(Number),
  });
  const logged = JSON.stringify(lines);
  for (const secret of [TOKEN, GUESS, "a-cookie", OWNER, "10.0.0."]) expect(logged).not.toContain(secret);
});
