import type { Sample, Step } from "./measure";

const STEPS = ["L2", "L4", "L5", "L6", "peer"] as const;

export interface Row {
  readonly scenario: string;
  readonly scope: string;
  readonly workers: number;
  readonly steps: Readonly<Partial<Record<Step, Figures>>>;
}

interface Figures {
  readonly perSecond: number;
  /** The slowest and the fastest round. */
  readonly spread: readonly [number, number];
  readonly p50: number;
  readonly p99: number;
  readonly appCpu: number;
  readonly databaseCpu: number;
  readonly commitsPerSync: number;
}

/** One row per scenario, scope and number of connections; medians over the rounds. */
export function tableOf(samples: readonly Sample[]): Row[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const name = `${sample.scenario} ${sample.scope} ${sample.workers}`;
    groups.set(name, [...(groups.get(name) ?? []), sample]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { scenario, scope, workers } = first;
    const steps = Object.fromEntries(
      STEPS.flatMap((step) => {
        const rounds = group.filter((sample) => sample.step === step);
        return rounds.length > 0 ? [[step, figuresOf(rounds)]] : [];
      }),
    );
    return [{ scenario, scope, workers, steps }];
  });
}

function figuresOf(rounds: readonly Sample[]): Figures {
  const of = (pick: (sample: Sample) => number) => median(rounds.map(pick));
  const speeds = rounds.map(({ perSecond }) => Math.round(perSecond));
  return {
    perSecond: Math.round(of(({ perSecond }) => perSecond)),
    spread: [Math.min(...speeds), Math.max(...speeds)],
    p50: round(of(({ p50 }) => p50)),
    p99: round(of(({ p99 }) => p99)),
    appCpu: round(of(({ appCpu }) => appCpu)),
    databaseCpu: round(of(({ databaseCpu }) => databaseCpu)),
    commitsPerSync: round(of(({ commits, syncs }) => commits / Math.max(1, syncs))),
  };
}

export function printTable(rows: readonly Row[]): void {
  console.table(
    rows.map(({ scenario, scope, workers, steps }) => {
      const { L2, L4, L5, L6, peer } = steps;
      const ratio = (other: Figures | undefined) =>
        L6 && other ? round(L6.perSecond / other.perSecond) : "";
      const speeds = {
        L2: L2?.perSecond,
        L4: L4?.perSecond,
        L5: L5?.perSecond,
        L6: L6?.perSecond,
        peer: peer?.perSecond,
      };
      const ratios = { "L6/L2": ratio(L2), "L6/L4": ratio(L4), "L6/L5": ratio(L5), "L6/peer": ratio(peer) };
      const times = {
        p50: L6?.p50,
        p99: L6?.p99,
        "p50 L2": L2?.p50,
        appCpu: L6?.appCpu,
        dbCpu: L6?.databaseCpu,
      };
      return {
        what: `${scenario} ${scope} k=${workers}`,
        ...speeds,
        ...ratios,
        ...times,
        "commits/sync": L6?.commitsPerSync,
      };
    }),
  );
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const round = (n: number) => Math.round(n * 100) / 100;
