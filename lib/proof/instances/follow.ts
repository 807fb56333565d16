/** An open stream of an organization's revisions, as a tab has it. */
export interface Follower {
  /** Milliseconds on performance.now() at which this revision, or a later one, has come; null: it has not in time. */
  arrival(revision: number, patienceMs: number): Promise<number | null>;
  close(): void;
}

/** Opens the stream at an instance; resolves once its first event is there. Throws where it is refused. */
export async function follow(base: string, organizationId: string, cookie: string): Promise<Follower> {
  const leaving = new AbortController();
  const { body, status } = await fetch(`${base}/api/events?organization=${organizationId}`, {
    headers: { cookie },
    signal: leaving.signal,
  });
  if (!body || status !== 200) throw new Error(`the stream was refused: ${status}`);
  const arrivals = new Map<number, number>();
  let tell: () => void = () => undefined;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<void> => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      for (const [, revision] of next.value.matchAll(/^data: (\d+)$/gm))
        arrivals.set(Number(revision), performance.now());
      tell();
    }
  };
  const first = new Promise<void>((resolve) => (tell = resolve));
  read().catch(() => undefined);
  await first;
  const arrived = (revision: number) => [...arrivals].find(([each]) => each >= revision)?.[1];
  return {
    arrival: async (revision, patienceMs) => {
      const until = performance.now() + patienceMs;
      while (arrived(revision) === undefined && performance.now() < until)
        await new Promise<void>((resolve) => {
          tell = resolve;
          setTimeout(resolve, until - performance.now());
        });
      return arrived(revision) ?? null;
    },
    close: () => leaving.abort(),
  };
}
