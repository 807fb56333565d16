import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { childEnvironment } from "../env";

/** Grantdesk as far as it is spoken to here: it sends the form that it is asked for, and takes no file. */
const server = createServer((request, response) => {
  const asked = new URL(request.url ?? "", "http://localhost");
  if (request.method === "GET") return response.end(`in ${asked.searchParams.get("format")}`);
  const wrong = [{ loc: ["body", "lines", 3], msg: "Too long." }];
  return response.writeHead(422).end(JSON.stringify({ detail: wrong, code: "too-many" }));
});
let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "grantdesk-grants-"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** What the command line says and how it ends. */
function grants(line: string, variables: Readonly<Record<string, string>> = {}) {
  const args = ["--import", "tsx", "lib/boot/grants.ts", ...line.split(" ")];
  const env = childEnvironment({ GRANTDESK_URL: url, GRANTDESK_TOKEN: "x", ...variables });
  return new Promise<{ ended: number; said: string }>((resolve) => {
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) =>
      resolve({ ended: child.exitCode ?? -1, said: `${stdout}${stderr}` }),
    );
  });
}

test("whatever goes wrong is said in a sentence without a stack, and ends with 1", async () => {
  const said = await Promise.all([
    grants("import --organization x --file package.json"),
    grants("import --organization x --file nowhere.csv"),
    grants("export --organisation x"),
    grants("export --organization x", { GRANTDESK_URL: "localhost:3000" }),
    grants("export --organization x", { GRANTDESK_URL: "http://127.0.0.1:2" }),
  ]);
  expect(said.map(({ ended }) => ended)).toEqual([1, 1, 1, 1, 1]);
  expect(said.filter((each) => /^ {4}at /m.test(each.said))).toEqual([]);
  expect(said.map((each) => each.said.split("\n")[0])).toEqual([
    "422: lines: Too long.",
    "ENOENT: no such file or directory, open 'nowhere.csv'",
    "Unknown option '--organisation'.",
    "GRANTDESK_URL is no address such as http://127.0.0.1:3000: localhost:3000",
    "Nobody answers at http://127.0.0.1:2: connect ECONNREFUSED 127.0.0.1:2",
  ]);
});

test("a table goes out in the form that the file's name ends in", async () => {
  const files = ["access.json", "access.csv"].map((name) => path.join(folder, name));
  const ended = await Promise.all(files.map((file) => grants(`export --organization x --file ${file}`)));
  expect(ended.map((each) => each.ended)).toEqual([0, 0]);
  expect(await Promise.all(files.map((file) => readFile(file, "utf8")))).toEqual(["in json", "in csv"]);
});
