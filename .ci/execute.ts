import { spawn } from "node:child_process";

export type Outcome = { ok: boolean; output: string; milliseconds: number };

type Options = { env: Record<string, string>; deadline: number };

/** Runs a command without input to its end, or until the deadline, when it and all that it started are asked to end. */
export async function execute(
  [program = "", ...args]: string[],
  { env, deadline }: Options,
): Promise<Outcome> {
  const started = Date.now();
  // A group of its own, which is what can be ended together.
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const signal = (name: NodeJS.Signals) => child.pid !== undefined && process.kill(-child.pid, name);
  const late = setTimeout(() => signal("SIGTERM"), Math.max(1000, deadline - Date.now()));
  const tooLate = setTimeout(() => signal("SIGKILL"), Math.max(1000, deadline - Date.now()) + 10_000);
  const interrupt = () => signal("SIGINT");
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  for (const timer of [late, tooLate]) clearTimeout(timer);
  if (Date.now() >= deadline) output += "\nIt did not end in time.";
  return { ok: code === 0, output, milliseconds: Date.now() - started };
}
