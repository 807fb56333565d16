import "server-only";
import { metrics } from "../metrics";
import { onRevision } from "./listen";

const HEARTBEAT_MS = 20_000;
/** A stream ends by itself; the browser opens the next one, and is let in or not as things are then. */
const AGE_MOST_MS = 5 * 60_000;

/** The revisions of one organization as server-sent events. The event is a hint, never data. */
export function revisionStream(organizationId: string, revision: number, signal: AbortSignal): Response {
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
      close = () => {
        close = () => undefined;
        streams.dec();
        stop();
        clearInterval(heartbeat);
        clearTimeout(age);
        controller.close();
      };
      signal.addEventListener("abort", () => close());
      send(`retry: 2000\nevent: revision\ndata: ${revision}\n\n`);
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
