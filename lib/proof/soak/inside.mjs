import { appendFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// Loaded into the processes of a soak. The server writes its id into SOAK_FILE, and at a SIGUSR2 what it still holds when
// all garbage is collected.
const [, program = "", mode] = process.argv;
if (program.includes(path.join("next", "dist", "bin")) && mode === "start") {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const say = (what) => appendFileSync(process.env.SOAK_FILE, `${JSON.stringify(what)}\n`);
  say({ pid: process.pid });
  process.on("SIGUSR2", () => {
    collect();
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const streams = [...(globalThis.grantdeskLive?.listeners.values() ?? [])];
    const listeners = streams.reduce((sum, { size }) => sum + size, 0);
    say({ held: heapUsed + external, rss, listeners, resources: process.getActiveResourcesInfo().length });
  });
}
