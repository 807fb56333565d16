import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

type Metrics = ReturnType<typeof makeMetrics>;

// Modules are evaluated once per bundle; a second registry would count half of what happens.
const holder = globalThis as typeof globalThis & { grantdeskMetrics?: Metrics };

/** What this process counts, by declared names alone: no person, organization or address stands in a label. */
export function metrics(): Metrics {
  holder.grantdeskMetrics ??= makeMetrics();
  return holder.grantdeskMetrics;
}

const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const pools = new Map<string, Pool>();
  return {
    registry,
    pools: watchPools(pools, registers),
    requests: new Histogram({
      name: "grantdesk_request_duration_seconds",
      help: "Requests to the APIs, by the declared path.",
      labelNames: ["door", "method", "route", "status"],
      buckets: SECONDS,
      registers,
    }),
    actions: new Histogram({
      name: "grantdesk_action_duration_seconds",
      help: "The console's server actions, by what came of them: ok, error or the code of a refusal.",
      labelNames: ["outcome"],
      buckets: SECONDS,
      registers,
    }),
    refusals: new Counter({
      name: "grantdesk_refusals_total",
      help: "Operations that were refused, at all doors, by code.",
      labelNames: ["door", "code"],
      registers,
    }),
    conflicts: new Counter({
      name: "grantdesk_conflicts_total",
      help: "Commands that found their organization's revision moved and were tried again.",
      registers,
    }),
    streams: new Gauge({
      name: "grantdesk_event_streams_open",
      help: "Event streams to open tabs.",
      registers,
    }),
  };
}

/** The pools are looked at when someone asks, so that they cost nothing otherwise. */
function watchPools(pools: Map<string, Pool>, registers: Registry[]): Map<string, Pool> {
  new Gauge({
    name: "grantdesk_pool_connections",
    help: "Connections to the database: busy, idle, and requests that wait for one.",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: "busy" }, totalCount - idleCount);
        this.set({ pool, state: "idle" }, idleCount);
        this.set({ pool, state: "waiting" }, waitingCount);
      }
    },
  });
  return pools;
}
