import { randomUUID } from "node:crypto";
import type { TestProject } from "vitest/node";
import { withClient } from "../boot/connection";
import type { Control } from "../proof/control";
import { controlOf } from "../proof/take-out";
import { APP_PASSWORD, cloneDatabase, startTestServer } from "./server";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's address of the database `postgres` of the run's own server. */
    server: string;
    appPassword: string;
    /** What the tests' own databases are cloned from. */
    templates: { base: string; demo: string; empty: string };
  }
}

/** One PostgreSQL for the run; TEST_SERVER is the address of one that several runs share and someone else ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = process.env.TEST_SERVER;
  const server = shared ? { url: shared, stop: async () => undefined } : await startTestServer();
  try {
    project.provide("server", server.url);
    project.provide("appPassword", APP_PASSWORD);
    project.provide("templates", await templatesOf(server.url, controlOf()));
    return server.stop;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Where the guard of a control is the schema's, it is out in copies: other runs share the server. */
export async function templatesOf(url: string, control: Control | undefined) {
  const empty = "template1";
  const sql = control && ("sql" in control ? control.sql : control.behind);
  if (!sql) return { base: "template_base", demo: "template_demo", empty };
  const suffix = randomUUID().replaceAll("-", "");
  const without = async (template: string) => {
    const name = `${template}_${suffix}`;
    await cloneDatabase(url, template, name);
    const address = Object.assign(new URL(url), { pathname: name }).href;
    await withClient(address, (client) => client.query(sql));
    return name;
  };
  return { base: await without("template_base"), demo: await without("template_demo"), empty };
}
