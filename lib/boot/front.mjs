// Loaded into the server in front of Next. Node publishes each request before anything else has seen it; a proxy file
// of Next's would not see static files, nor the address at the other end.
import { subscribe } from "node:diagnostics_channel";
import { beginNotes } from "../request-notes.mjs";
import { standBefore } from "./direct.mjs";
import { guard, readSettings, wantsTraces } from "./gate.mjs";
import { logRequest } from "./request-line.mjs";
import { requestLog } from "./request-log.mjs";

// Not loaded where nobody takes them.
const traces = wantsTraces(process.env) ? await import("./traces.mjs") : null;
const settings = readSettings(process.env);
const log = requestLog(process.env.LOG_LEVEL || "info");

subscribe("http.server.request.start", (message) => {
  const { request, response, server } =
    /** @type {{ request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, server: import("node:http").Server }} */ (
      message
    );
  try {
    // While one develops, Next looks at each request for what has changed since.
    if (!settings.dev) standBefore(server, log);
    const notes = beginNotes(request.headers["x-request-id"]?.toString(), request);
    guard(request, response, settings, notes);
    logRequest(request, response, notes, log);
    traces?.traceRequest(request, response, notes);
  } catch {
    // What could not be guarded is not served: a subscriber that throws would let it pass.
    request.destroy();
  }
});
