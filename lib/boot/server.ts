import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { childEnvironment, type StartEnv } from "../env";
import { startError } from "./errors";

export type Mode = "start" | "dev";

// Proxies keep a connection for a minute (nginx, ELB): one that closes first resets a request that is just on its way.
const KEEP_ALIVE_MS = "65000";

type Server = {
  /** The server's process id. */
  pid: number | undefined;
  /** Resolves with a sentence once the server has ended, whoever ended it. */
  ended: Promise<string>;
  /** Asks the server to end, makes it end after twelve seconds, and resolves when it has. */
  end(): Promise<void>;
};

type Connections = { appUrl: string; secret: string };

/** Starts `next start` or `next dev` and resolves when it listens. Rejects when it ends before. */
export async function startServer(mode: Mode, env: StartEnv, connections: Connections): Promise<Server> {
  const leash = fileURLToPath(new URL("leash.mjs", import.meta.url));
  const front = fileURLToPath(new URL("front.mjs", import.meta.url));
  const next = path.join("node_modules", "next", "dist", "bin", "next");
  const idle = mode === "start" ? ["--keepAliveTimeout", KEEP_ALIVE_MS] : [];
  const where = ["-H", env.HOST, "-p", String(env.PORT)];
  const args = ["--import", leash, "--import", front, next, mode, ...where, ...idle];
  const variables = serverVariables(mode, env, connections);
  const child = spawn(process.execPath, args, {
    env: variables,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(([code, signal]) => `The server ended (${signal ?? code}).`);
  const failed = ended.then((sentence) => Promise.reject(startError(sentence)));
  await Promise.race([untilListening(env.HOST, env.PORT, child), failed]);
  return { pid: child.pid, ended, end: () => endChild(child) };
}

/** What every process of the product is told. */
export function serverVariables(
  mode: Mode,
  env: StartEnv,
  { appUrl, secret }: Connections,
): NodeJS.ProcessEnv {
  return childEnvironment({
    NODE_ENV: mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: appUrl,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: env.PUBLIC_URL,
    PUBLIC_URL: env.PUBLIC_URL,
    DEMO_DATA: String(env.DEMO_DATA),
    AUDIT_HEAD_FILE: path.resolve(env.AUDIT_HEAD_FILE),
    // The product has no business with the owner's rights.
    MIGRATE_DATABASE_URL: undefined,
  });
}

async function untilListening(host: string, port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const socket = connect(port, host === "0.0.0.0" || host === "::" ? "localhost" : host);
    const open = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await delay(25);
  }
}

/** Asks a process to end, makes it end after twelve seconds, and resolves when it has. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  // The server gives every request eight seconds and its connections two; this is for one that hangs.
  const impatience = setTimeout(() => child.kill("SIGKILL"), 12_000);
  await gone;
  clearTimeout(impatience);
}
