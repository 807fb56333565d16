import "server-only";
import { notesNow } from "../request-notes.mjs";

/** As long as one waits for a connection. */
const PATIENCE_MS = 2_000;

// One line per organization and process, whatever bundle asks.
const holder = globalThis as typeof globalThis & { grantdeskTurns?: Map<string, Promise<void>> };

/**
 * Runs `act` when everybody who came to this organization before, in this process, is done: side by side all but one of
 * them would find its revision moved, and begin anew. Who waits holds no connection meanwhile; after two seconds the
 * answer is null, and nothing has been done. A courtesy: what keeps two writers apart is the revision alone.
 */
export async function inTurn<T>(organizationId: string, act: () => Promise<T>): Promise<T | null> {
  holder.grantdeskTurns ??= new Map();
  const turns = holder.grantdeskTurns;
  const before = turns.get(organizationId);
  let finish: () => void = () => undefined;
  const own = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const last = before === undefined ? own : before.then(() => own);
  turns.set(organizationId, last);
  try {
    return before === undefined || (await isOverInTime(before)) ? await act() : null;
  } finally {
    finish();
    if (turns.get(organizationId) === last) turns.delete(organizationId);
  }
}

/** What was waited here is not waited for a connection again. */
async function isOverInTime(before: Promise<void>): Promise<boolean> {
  const since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const isOver = await Promise.race([before.then(() => true), late]);
  clearTimeout(timer);
  const notes = notesNow();
  if (notes) notes.queuedMs = Math.max(notes.queuedMs ?? 0, performance.now() - since);
  return isOver;
}
