import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import { withClient } from "../lib/boot/connection";
import { childrenOf, readWal, secondsOf } from "./cost";
import { load, type Took, turnsOf } from "./load";
import type { Peer } from "./peer";
import { pgbench } from "./pgbench";
import { asking, type Scenario, type Scope } from "./scenarios";
import type { Script } from "./script";
import type { World } from "./world";

export type Step = "L2" | "L4" | "L5" | "L6" | "peer";

export interface Setting {
  readonly world: World;
  readonly scenarios: readonly Scenario[];
  readonly workers: readonly number[];
  readonly seconds: number;
  readonly rounds: number;
  readonly product: { readonly base: string; readonly pids: readonly number[] };
  readonly floor: { readonly base: string; readonly scripts: Readonly<Record<string, Script>> };
  readonly peer: Peer | undefined;
  readonly database: {
    readonly ownerUrl: string;
    readonly appUrl: string;
    readonly folder: string;
    readonly hasPgbench: boolean;
  };
}

export interface Sample extends Took {
  readonly scenario: Scenario;
  readonly scope: Scope;
  readonly workers: number;
  readonly step: Step;
  /** Processor seconds of the product per thousand operations, its database's apart. */
  readonly appCpu: number;
  readonly databaseCpu: number;
  readonly commits: number;
  readonly syncs: number;
}

/** Every step in turn, round after round, so that a neighbour on the machine slows them all alike. */
export async function measure(setting: Setting): Promise<Sample[]> {
  const samples: Sample[] = [];
  await withClient(setting.database.ownerUrl, async (client) => {
    const cells = cellsOf(setting);
    for (const cell of warmUpOf(cells)) await sampleOf(client, setting, cell, WARM_UP_SECONDS[cell.step]);
    for (let round = 0; round < setting.rounds; round++)
      for (const cell of cells) {
        const sample = await sampleOf(client, setting, cell, setting.seconds);
        if (sample) samples.push(sample);
      }
  });
  return samples;
}

interface Cell {
  readonly scenario: Scenario;
  readonly scope: Scope;
  readonly workers: number;
  readonly step: Step;
  readonly next: ReturnType<typeof turnsOf>;
}

function cellsOf(setting: Setting): Cell[] {
  const { world, scenarios, workers } = setting;
  // The floor ticks the same boxes as the product: its turns are the product's.
  return scenarios.flatMap((scenario) =>
    (["many", "one"] as const).flatMap((scope) =>
      workers
        .filter((k) => !(scenario === "save" && (scope === "one" ? k > 1 : k > 8)))
        .flatMap((k, n) => {
          // The first lane is that of the scripts.
          const next = turnsOf(asking(world, scenario, scope, { workers: k, lane: n + 1 }));
          return stepsOf(setting).map((step) => ({ scenario, scope, workers: k, step, next }));
        }),
    ),
  );
}

function stepsOf({ database, peer }: Setting): Step[] {
  return [
    ...(database.hasPgbench ? (["L2"] as const) : []),
    "L4",
    "L5",
    "L6",
    ...(peer ? (["peer"] as const) : []),
  ];
}

/**
 * A program is compiled while it runs, the server of a whole product for some ten thousand requests: until then a request
 * takes several times what it takes for the rest of the server's days, which are what is measured.
 */
const WARM_UP_SECONDS: Readonly<Record<Step, number>> = { L2: 1, L4: 8, L5: 3, L6: 16, peer: 6 };

/** Once for each scenario, with as many connections as it gets. */
function warmUpOf(cells: readonly Cell[]): Cell[] {
  const most = (scenario: Scenario) =>
    Math.max(...cells.filter((cell) => cell.scenario === scenario).map(({ workers }) => workers));
  return cells.filter(({ scenario, scope, workers }) => scope === "many" && workers === most(scenario));
}

async function sampleOf(
  client: Client,
  setting: Setting,
  cell: Cell,
  seconds: number,
): Promise<Sample | undefined> {
  const { scenario, scope, workers, step } = cell;
  const runner = RUNNERS[step];
  const postmaster = await postmasterOf(setting.database.folder);
  const before = {
    wal: await readWal(client),
    app: secondsOf(setting.product.pids),
    database: database(postmaster),
  };
  const took = await runner(setting, cell, seconds);
  if (!took) return undefined;
  const wal = await readWal(client);
  const per = 1000 / took.done;
  return {
    ...took,
    ...{ scenario, scope, workers, step },
    appCpu: (secondsOf(setting.product.pids) - before.app) * per,
    databaseCpu: (database(postmaster) - before.database) * per,
    commits: wal.commits - before.wal.commits,
    syncs: wal.syncs - before.wal.syncs,
  };
}

type Run = (setting: Setting, cell: Cell, seconds: number) => Promise<Took | undefined>;

const RUNNERS: Readonly<Record<Step, Run>> = {
  L2: async ({ floor, database: { appUrl, folder } }, { scenario, scope, workers }, seconds) => {
    const script = floor.scripts[`${scenario} ${scope}`];
    return script && pgbench(appUrl, folder, script, workers, seconds);
  },
  L4: ({ floor }, { next, workers }, seconds) => load(floor.base, next, workers, seconds),
  L5: ({ product }, { workers }, seconds) => load(product.base, () => EMPTY, workers, seconds),
  L6: ({ product }, { next, workers }, seconds) => load(product.base, next, workers, seconds),
  peer: async ({ peer }, { scenario, workers }, seconds) => {
    const ask = peer?.asks[scenario];
    return peer && ask ? load(peer.base, ask, workers, seconds) : undefined;
  },
};

/** The route that answers without looking at anything. */
const EMPTY = { method: "GET", path: "/api/health/live", headers: {} } as const;

const database = (postmaster: number) => secondsOf([postmaster, ...childrenOf(postmaster)]);

async function postmasterOf(folder: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(folder, "postgres", "postmaster.pid"), "utf8"), 10);
}
