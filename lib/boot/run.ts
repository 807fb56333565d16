import { loadEnvFile, readStartEnv, type StartEnv } from "../env";
import { noteHeads } from "./audit-heads";
import { withClient } from "./connection";
import { openDatabase } from "./database";
import { keepDelivering } from "./deliveries";
import { loadDemonstrationOnce } from "./demonstration";
import { describeError, startError } from "./errors";
import { isPortFree } from "./port";
import { ensureBuild, ensureClient } from "./product";
import { refuseUnsafe } from "./refusals";
import { type Mode, startServer } from "./server";

/**
 * Serves until this process is told to stop, then ends everything that it had started, in order: the server before its
 * database. What goes wrong is told on stderr, with the exit code 1.
 */
export async function run(mode: Mode): Promise<void> {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopping.abort());
  stopWithParent(stopping);
  try {
    loadEnvFile();
    await serve(mode, readStartEnv(), stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) return;
    console.error(describeError(error));
    process.exitCode = 1;
  }
}

async function serve(mode: Mode, env: StartEnv, signal: AbortSignal): Promise<void> {
  await refuseTakenPort(env);
  // Before the build: where another process serves from here, this throws, and its files stay as they are.
  const database = await openDatabase(env);
  try {
    await withClient(database.appUrl, (client) => refuseUnsafe(client, env));
    await (mode === "dev" ? ensureClient(signal) : ensureBuild(signal));
    if (env.DEMO_DATA) await withClient(database.ownerUrl, loadDemonstrationOnce);
    if (signal.aborted) return;
    await serveUntilStopped(mode, env, database, signal);
  } finally {
    await database.close();
  }
}

async function serveUntilStopped(
  mode: Mode,
  env: StartEnv,
  connections: { appUrl: string; listenUrl: string; secret: string },
  signal: AbortSignal,
): Promise<void> {
  const notes = await noteHeads(connections.listenUrl, env.AUDIT_HEAD_FILE);
  const server = await startServer(mode, env, connections);
  const deliveries = keepDelivering(mode, env, connections);
  try {
    await announce(env);
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true }),
    );
    const sentence = await Promise.race([server.ended, signal.aborted ? undefined : stopped]);
    if (sentence !== undefined && !signal.aborted) throw startError(sentence);
  } finally {
    await Promise.all([server.end(), deliveries.end()]);
    await notes.stop();
  }
}

async function announce(env: StartEnv): Promise<void> {
  console.log(`\nGrantdesk is at ${env.PUBLIC_URL}`);
  if (!env.DEMO_DATA) return;
  const demonstration = await import("../../prisma/demo/announce");
  console.log(demonstration.announce(env.PUBLIC_URL));
}

// A SIGTERM to npm ends npm and its shell, and tells nobody else.
function stopWithParent(stopping: AbortController): void {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stopping.abort(), 250).unref();
}

async function refuseTakenPort({ HOST, PORT }: StartEnv): Promise<void> {
  if (await isPortFree(HOST, PORT)) return;
  const advice = "If that is Grantdesk, end it first; otherwise set PORT (and DATA_DIR, to run two).";
  throw startError(`Something listens on ${HOST}:${PORT} already. ${advice}`);
}
