import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

type Started = {
  /** What it has printed so far, on stdout and stderr. */
  output(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** Asks it to end, as Ctrl-C does, and resolves with the exit code. */
  stop(): Promise<number | null>;
};

const command = ["--conditions=react-server", "--import", "tsx", "lib/boot/start.ts"];

// What the developer's own .env says is not for the tests.
// All of them come from one address.
const manyTries = { RATE_LIMIT_FACTOR: "1000" };
const usual = {
  DATABASE_URL: "",
  DATABASE_POOLER: "",
  LISTEN_DATABASE_URL: "",
  DEMO_DATA: "",
  HOST: "",
  OIDC_ISSUER: "",
  PUBLIC_URL: "",
  SMTP_URL: "",
  TRUSTED_PROXIES: "",
  ...manyTries,
};

/**
 * Starts the product as `npm start` does, with these variables on top, and resolves once it serves or has ended.
 * `cwd`: where the program is; this one's own folder unless it is another.
 */
export async function startProduct(variables: Record<string, string>, cwd = process.cwd()): Promise<Started> {
  const env = { ...process.env, ...usual, ...variables };
  const child = spawn(process.execPath, command, { env, cwd });
  let output = "";
  const ended = once(child, "close").then(([code]) => code);
  const serving = new Promise<void>((resolve) => {
    let isServing = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        // To look through all of it at every line kept whoever measures busier than what he measures.
        isServing ||= output.includes("Grantdesk is at");
        if (isServing) resolve();
      });
    }
  });
  await Promise.race([serving, ended]);
  return { output: () => output, ended, stop: () => stop(child, ended) };
}

function stop(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill("SIGINT");
  return ended;
}
