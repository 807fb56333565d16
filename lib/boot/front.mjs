// Loaded into the server in front of Next. Node publishes each request before anything else has seen it; a proxy file
// of Next's would not see static files, nor the address at the other end.
import { subscribe } from "node:diagnostics_channel";
import { guard, readSettings } from "./gate.mjs";

const settings = readSettings(process.env);

subscribe("http.server.request.start", (message) => {
  const { request, response } =
    /** @type {{ request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse }} */ (
      message
    );
  try {
    guard(request, response, settings);
  } catch {
    // What could not be guarded is not served: a subscriber that throws would let it pass.
    request.destroy();
  }
});
