import "server-only";
import { metrics } from "../metrics";
import { hearing, onRevision } from "./listen";

const HEARTBEAT_MS = 20_000;
/** A stream ends by itself; the browser opens the next one, and is let in or not as things are then. */
const AGE_MOST_MS = 5 * 60_000;

/**
 * The revisions of one organization as server-sent events, from `revision` on. `readAgain` answers the one that it is at
 * now, null where it is gone: it is asked once nothing more can be missed. The event is a hint, never data.
 */
export function revisionStream(
  organizationId: string,
  revision: number,
  signal: AbortSignal,
  readAgain: () => Promise<number | null>,
): Response {
  const encoder = new TextEncoder();
  let close: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const { streams } = metrics();
      streams.inc();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const stop = onRevision(organizationId, {
        onRevision: (next) => send(`event: revision\ndata: ${next}\n\n`),
        onLost: () => close(),
      });
      const heartbeat = setInterval(() => send(":\n\n"), HEARTBEAT_MS);
      const age = setTimeout(() => close(), AGE_MOST_MS);
      let isOpen = true;
      close = () => {
        close = () => undefined;
        isOpen = false;
        streams.dec();
        stop();
        clearInterval(heartbeat);
        clearTimeout(age);
        controller.close();
      };
      signal.addEventListener("abort", () => close());
      send(`retry: 2000\nevent: revision\ndata: ${revision}\n\n`);
      // What was committed between the first look and the first LISTEN of this process would else be told to nobody.
      catchUp(revision, readAgain).then(
        (now) => now !== null && isOpen && send(`event: revision\ndata: ${now}\n\n`),
        () => close(),
      );
    },
    cancel() {
      close();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "private, no-store",
      "x-accel-buffering": "no",
    },
  });
}

/** The revision that was reached meanwhile; null: none, or the organization is gone. */
async function catchUp(seen: number, readAgain: () => Promise<number | null>): Promise<number | null> {
  await hearing();
  const now = await readAgain();
  return now !== null && now > seen ? now : null;
}
