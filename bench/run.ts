import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startProduct } from "../e2e/support/server";
import { withClient } from "../lib/boot/connection";
import { findFreePort } from "../lib/boot/port";
import { findPostgres } from "../lib/boot/postgres";
import { childEnvironment } from "../lib/env";
import { loadBulk } from "../prisma/demo/bulk";
import { childrenOf } from "./cost";
import type { Floor } from "./floor";
import { measure } from "./measure";
import { startPeer } from "./peer";
import { hasPgbench } from "./pgbench";
import { SCENARIOS } from "./scenarios";
import { printTable, tableOf } from "./table";
import { loadWorld } from "./world";

/**
 * `npm run bench [-- --size M --k 1,8,32 --seconds 1 --rounds 5 --only grant,check]`: the product beside its own floors
 * and a peer, in turns on one durable PostgreSQL. Prints a table and writes bench/results/<size>.json.
 */
const { values } = parseArgs({
  options: {
    size: { type: "string", default: "S" },
    k: { type: "string", default: "1,8,32" },
    seconds: { type: "string", default: "1" },
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: SCENARIOS.join(",") },
    folder: { type: "string" },
  },
});
const size = (["S", "M", "L"] as const).find((each) => each === values.size) ?? "S";
const folder = values.folder ?? (await mkdtemp(path.join(tmpdir(), "grantdesk-bench-")));
await mkdir(folder, { recursive: true });
await chmod(folder, 0o755);
const port = await findFreePort();
const product = await startProduct({
  DATA_DIR: folder,
  PORT: String(port),
  PUBLIC_URL: `http://localhost:${port}`,
  LOG_LEVEL: "info",
  RATE_LIMIT_FACTOR: "1000000",
});
const ownerUrl = await findPostgres(folder, "grantdesk");
if (ownerUrl === undefined) throw new Error(product.output());
const world = await withClient(ownerUrl, async (client) => {
  await loadBulk(client, size);
  return loadWorld(client, size);
});
const password = (await readFile(path.join(folder, "app-password"), "utf8")).trim();
const appUrl = Object.assign(new URL(ownerUrl), { username: "grantdesk_app", password }).href;

const child = fork("bench/floor.ts", {
  execArgv: ["--conditions=react-server", "--import", "tsx"],
  env: childEnvironment({
    NODE_ENV: "production",
    DATABASE_URL: appUrl,
    NEXTAUTH_SECRET: "the bench signs nothing with this one",
  }),
});
child.send(world);
const [floor] = (await once(child, "message")) as [Floor];
const peer = await startPeer(ownerUrl);
try {
  const cells = await measure({
    world,
    scenarios: SCENARIOS.filter((each) => values.only.split(",").includes(each)),
    workers: values.k.split(",").map(Number),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    product: { base: `http://127.0.0.1:${port}`, pids: childrenOf(process.pid).flatMap(childrenOf) },
    floor: { base: `http://127.0.0.1:${floor.port}`, scripts: floor.scripts },
    peer,
    database: { ownerUrl, appUrl, folder, hasPgbench: await hasPgbench() },
  });
  const table = tableOf(cells);
  printTable(table);
  await mkdir("bench/results", { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  const result = { at: new Date().toISOString(), machine, size, trips: floor.trips, table };
  await writeFile(`bench/results/${size}.json`, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  child.kill();
  peer?.stop();
  await product.stop();
  if (values.folder === undefined) await rm(folder, { recursive: true });
}
