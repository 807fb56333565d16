import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startProduct } from "../../../e2e/support/server";
import { findFreePort } from "../../boot/port";
import { controlOf } from "../take-out";
import { copyWithout } from "./copy";

export const OWNER = "noa.feldman@lumenforge.example";
export const PASSWORD = "grantdesk demo";
export const ORGANIZATION = "3fa85f64-5717-4562-b3fc-2c963f66afa6";

/** Where the product of this file is, its data, its program, and what it has printed. */
export const site = { origin: "", folder: "", program: "", printed: () => "" };

/**
 * The production build with the demonstration data on a database of the file's own, for the top of the file; where a
 * guard is taken out, the build of a copy without it.
 */
export function useProduct(): void {
  let stop: () => Promise<unknown> = async () => undefined;
  beforeAll(async () => {
    site.folder = await mkdtemp(path.join(tmpdir(), "grantdesk-headers-"));
    await chmod(site.folder, 0o755);
    process.env.E2E_DATA_DIR = site.folder;
    const control = controlOf();
    site.program = control ? await copyWithout(control) : process.cwd();
    const port = String(await findFreePort());
    site.origin = `http://localhost:${port}`;
    const usual = { NODE_ENV: "production", NEXTAUTH_SECRET: "", LOG_LEVEL: "debug" };
    const variables = { ...usual, DATA_DIR: site.folder, PORT: port, PUBLIC_URL: site.origin };
    const product = await startProduct(variables, site.program);
    stop = product.stop;
    site.printed = product.output;
    if (!product.output().includes("Grantdesk is at")) throw new Error(product.output());
  }, 400_000);
  afterAll(async () => {
    await stop();
    await rm(site.folder, { recursive: true });
    if (site.program !== process.cwd()) await rm(site.program, { recursive: true });
  });
}

export const get = (url: string, headers: HeadersInit = {}) =>
  fetch(`${site.origin}${url}`, { headers, redirect: "manual" });

export const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${site.origin}${url}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    redirect: "manual",
  });

/** Signs in as a browser does; the cookie of the new session. */
export async function signIn(email: string, password: string): Promise<string> {
  const form = await get("/api/auth/csrf");
  const { csrfToken }: { csrfToken: string } = await form.json();
  const cookies = form.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const answer = await post(
    "/api/auth/callback/credentials",
    new URLSearchParams({ csrfToken, email, password, json: "true" }).toString(),
    {
      "content-type": "application/x-www-form-urlencoded",
      cookie: cookies,
    },
  );
  const session = answer.headers.getSetCookie().find((each) => each.startsWith("session="));
  if (!session) throw new Error(`nobody was signed in: ${answer.status}`);
  return session.split(";")[0] ?? "";
}
