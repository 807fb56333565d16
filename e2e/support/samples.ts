import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { test } from "@playwright/test";
import { leftOut } from "../../lib/testing/programs";

const run = promisify(execFile);
const folder = path.join(import.meta.dirname, "../seeds");

const runs = (program: string, ...args: string[]): Promise<boolean> =>
  run(program, args).then(
    () => true,
    () => false,
  );

// The clients are told by their own settings to print the status as well: the samples stay as they are printed.
const SETTINGS = {
  ".curlrc": [
    "silent",
    "show-error",
    String.raw`write-out = "\n%{http_code}, %{num_redirects} redirects"`,
  ].join("\n"),
  "config.json": JSON.stringify({ default_options: ["--print=hb"], disable_update_warnings: true }),
};

/** Runs a seed's sample with bash, against the product under test, and answers what the client prints. `edit` changes its text. */
export async function runSample(
  name: string,
  variables: Readonly<Record<string, string>> = {},
  edit = (text: string) => text,
): Promise<string> {
  const file = await installed(name);
  const text = await readFile(path.join(folder, file), "utf8");
  const without = text.includes("curl") ? leftOut("curl") : undefined;
  test.info().skip(without !== undefined, without);
  const settings = await mkdtemp(path.join(tmpdir(), "grantdesk-seed-"));
  for (const [each, text] of Object.entries(SETTINGS)) await writeFile(path.join(settings, each), text);
  const { hostname, port, origin } = new URL(String(process.env.E2E_URL));
  const env = {
    ...process.env,
    ...{ HOST: origin, HOST_NAME: hostname, HOST_PORT: port, ...variables },
    ...{ CURL_HOME: settings, HTTPIE_CONFIG_DIR: settings, FORCE_COLOR: "0" },
    ...(await standInForRequests(file)),
  };
  // HTTPie takes an input that is no terminal for the body.
  const { stdout } = await run("bash", ["-c", `exec <&-\n${edit(text)}`], { env });
  await rm(settings, { recursive: true });
  return stdout.trim();
}

/** Only where it is missing, and only for the samples that import it: HTTPie has a library of that name of its own. */
async function standInForRequests(file: string): Promise<Record<string, string>> {
  if (!file.includes("python") || (await runs("python3", "-c", "import requests"))) return {};
  test.info().annotations.push({ type: "stand-in", description: "urllib for the library Requests" });
  return { PYTHONPATH: path.join(folder, "without-requests"), PYTHONDONTWRITEBYTECODE: "1" };
}

async function installed(name: string): Promise<string> {
  const standIn = await standInFor(name);
  if (standIn === undefined) return `${name}.sh`;
  test.info().annotations.push({ type: "stand-in", description: `${standIn}.sh for ${name}.sh` });
  return `${standIn}.sh`;
}

async function standInFor(name: string): Promise<string | undefined> {
  const [seed, client] = name.split("-");
  if (client === "httpie" && !(await runs("http", "--version"))) return `${seed}-httpie-as-curl`;
  if (client === "python" && !(await runs("python3", "--version")))
    return seed === "004" ? "004-as-curl" : `${seed}-curl`;
  return undefined;
}
