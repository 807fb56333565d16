import { type ChildProcess, spawn } from "node:child_process";
import type { StartEnv } from "../env";
import { wantsTraces } from "./gate.mjs";
import { endChild, type Mode, serverVariables } from "./server";

const command = ["--conditions=react-server", "--import", "tsx", "lib/hooks/run.ts"];
const traces = ["--import", "./lib/boot/traces.mjs"];
const RESTART_MS = 5_000;

/**
 * Keeps a process running that delivers to webhooks, apart from the server: what foreign addresses do to it costs no
 * request anything. Where it ends by itself it is started again.
 */
export function keepDelivering(
  mode: Mode,
  env: StartEnv,
  connections: { appUrl: string; secret: string },
): { end(): Promise<void> } {
  let ending = false;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess;
  const start = () => {
    const variables = serverVariables(mode, env, connections);
    child = spawn(process.execPath, [...(wantsTraces(variables) ? traces : []), ...command], {
      env: variables,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child.once("exit", (code, signal) => {
      if (ending) return;
      console.error(`The process that delivers to webhooks ended (${signal ?? code}) and is started again.`);
      timer = setTimeout(start, RESTART_MS);
    });
  };
  start();
  return {
    end: async () => {
      ending = true;
      clearTimeout(timer);
      await endChild(child);
    },
  };
}
