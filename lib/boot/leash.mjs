// Loaded into the server in front of Next, which closes its port at a signal and then waits for every answer under way.
import { subscribe } from "node:diagnostics_channel";

// A start that was killed outright leaves no server behind on its port.
process.on("disconnect", () => process.exit(1));

/** What one request may still take once the server was told to end; the start gives up on the server a little later. */
const LIMIT_MS = 8_000;

const servers = new Set();
const answers = new Set();
let stopping = false;

// Node's own limits are five times as long: who connects and says nothing, or says it by the byte, is sent away.
subscribe("net.server.socket", ({ socket: { server } }) => {
  if (servers.has(server)) return;
  servers.add(Object.assign(server, { headersTimeout: 15_000, requestTimeout: 60_000 }));
});
subscribe("http.server.request.start", ({ request, response }) => {
  // A slow reader or an idle connection is not a client for ever.
  request.socket.setTimeout(120_000);
  answers.add(response);
  if (stopping) response.shouldKeepAlive = false;
  response.once("close", () => answers.delete(response));
});

function stop() {
  if (stopping) return;
  stopping = true;
  setInterval(finish, 50).unref();
  setTimeout(() => each((server) => server.closeAllConnections()), LIMIT_MS).unref();
}

// A stream of events never ends by itself, and a connection that is kept for the next request need not be.
function finish() {
  for (const answer of answers) {
    if (String(answer.getHeader("content-type")).startsWith("text/event-stream")) answer.end();
  }
  each((server) => server.closeIdleConnections());
}

function each(act) {
  for (const server of servers) if ("closeIdleConnections" in server) act(server);
}

process.on("SIGINT", stop).on("SIGTERM", stop);

// Next ends the process when the last answer is out; what the program holds open is given back first.
const exit = process.exit.bind(process);
process.exit = (code) => {
  if (!stopping || code === 1) exit(code);
  const closing = [...(globalThis.grantdeskClosing ?? [])].map((close) => close());
  setTimeout(() => exit(0), 2_000).unref();
  Promise.allSettled(closing)
    .finally(() => exit(0))
    .catch(() => exit(1));
};
