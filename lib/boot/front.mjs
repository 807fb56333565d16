// Loaded into the server in front of Next. Node publishes each request before anything else has seen it; a proxy file
// of Next's would not see static files, nor the address at the other end.
import { subscribe } from "node:diagnostics_channel";
import pino from "pino";
import { beginNotes } from "../request-notes.mjs";
import { guard, readSettings, wantsTraces } from "./gate.mjs";
import { logRequest } from "./request-line.mjs";

// Not loaded where nobody takes them.
const traces = wantsTraces(process.env) ? await import("./traces.mjs") : null;
const settings = readSettings(process.env);
// As lib/log.ts writes, which is not built for here; a line has declared fields alone, so nothing in it is hidden.
// The lines of a moment go out together: a write of its own for each was a twentieth of a request. Whatever ends the
// process writes the last of them, but for SIGKILL.
const MOMENT_MS = 20;
const lines = pino.destination({ sync: false, minLength: 8_192 });
/** @type {NodeJS.Timeout | null} */
let flushing = null;
const log = pino(
  {
    level: process.env.LOG_LEVEL || "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: soonWritten },
  },
  lines,
);

/** @param {string} line */
function soonWritten(line) {
  flushing ??= setTimeout(() => {
    flushing = null;
    lines.flush();
  }, MOMENT_MS);
  return line;
}

subscribe("http.server.request.start", (message) => {
  const { request, response } =
    /** @type {{ request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse }} */ (
      message
    );
  try {
    const notes = beginNotes(request.headers["x-request-id"]?.toString(), request);
    guard(request, response, settings, notes);
    logRequest(request, response, notes, log);
    traces?.traceRequest(request, response, notes);
  } catch {
    // What could not be guarded is not served: a subscriber that throws would let it pass.
    request.destroy();
  }
});
