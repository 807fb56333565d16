import type { Browser, Page } from "@playwright/test";

interface Task {
  /** In milliseconds of the page's clock. */
  readonly start: number;
  readonly wall: number;
  /** What the processor has really worked for it: without the time in which it worked for others. */
  readonly own: number;
}

interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

export interface Effort {
  /** The longest task of the page's own thread, in milliseconds of work. */
  readonly long: number;
  /** The slowest event until what it changed was painted, without the time in which the thread was kept waiting. */
  readonly tick: number;
}

interface Slow {
  readonly start: number;
  readonly duration: number;
}

declare global {
  interface Window {
    slow: Slow[];
  }
}

/** From now on the page notes its events that take longer than a frame. */
export function watchEvents(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.slow = [];
    const note = (found: PerformanceObserverEntryList) => {
      for (const { startTime, duration } of found.getEntries())
        window.slow.push({ start: startTime, duration });
    };
    const events: PerformanceObserverInit & { durationThreshold: number } = {
      type: "event",
      durationThreshold: 16,
    };
    new PerformanceObserver(note).observe(events);
  });
}

/**
 * What `act` costs the page, as work and not as time that passes: a neighbour on the same processor makes everything
 * take longer, and nothing more work.
 */
export async function effortOf(browser: Browser, page: Page, act: () => Promise<void>): Promise<Effort> {
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing"] });
  const mark = await page.evaluate(() => performance.mark("effort").startTime);
  await act();
  const slow = await page.evaluate(() => window.slow.splice(0));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const tasks = tasksOf(traceEvents, mark);
  const ticks = slow.map(({ start, duration }) => duration - kept(tasks, start, start + duration));
  return { long: Math.max(...tasks.map(({ own }) => own)), tick: Math.max(0, ...ticks) };
}

/** The tasks of the thread that has set the mark, since then. */
function tasksOf(events: readonly Traced[], mark: number): Task[] {
  const own = events.find(({ name }) => name === "effort");
  if (!own) throw new Error("The trace does not hold the mark.");
  return events.flatMap(({ name, pid, tid, ts, dur, tdur }) => {
    if (!name.endsWith("RunTask") || pid !== own.pid || tid !== own.tid || ts < own.ts) return [];
    if (dur === undefined || tdur === undefined) return [];
    return [{ start: mark + (ts - own.ts) / 1000, wall: dur / 1000, own: tdur / 1000 }];
  });
}

/** For how long, between two moments, the thread had something to do and no processor. */
function kept(tasks: readonly Task[], from: number, to: number): number {
  const within = tasks.filter(({ start, wall }) => start < to && start + wall > from);
  return within.reduce((sum, { wall, own }) => sum + wall - own, 0);
}
