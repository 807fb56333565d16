import { readFileSync } from "node:fs";

/**
 * Where the database was away while a request was answered, its status becomes 503 with the time to come again, and a
 * page that could only say that something went wrong gives way to one that says what. An error boundary of Next's can do
 * neither: the status is decided before it. What answers in data keeps its words.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {import("../request-notes.mjs").RequestNotes} notes
 * @param {string} nonce
 * @returns {(status: number) => number} asked for the status when the head is written
 */
export function standIn(request, response, notes, nonce) {
  const { write, end } = response;
  let standing = false;
  const stands = () => {
    if (notes.unreachable && !response.headersSent) response.writeHead(response.statusCode);
    return standing;
  };
  // Below whatever compresses: what it still sends of the page that gave way is dropped.
  response.write = (/** @type {unknown[]} */ ...args) => {
    if (!stands()) return Reflect.apply(write, response, args);
    for (const each of args) if (typeof each === "function") each();
    return true;
  };
  response.end = (/** @type {unknown[]} */ ...args) => {
    if (!stands()) return Reflect.apply(end, response, args);
    const words = request.method === "HEAD" ? "" : pageOf(notes.requestId, nonce);
    return Reflect.apply(end, response, [words, ...args.filter((each) => typeof each === "function")]);
  };
  return (status) => {
    if (!notes.unreachable) return status;
    standing = String(response.getHeader("content-type")).startsWith("text/html") && status >= 500;
    // Of a page that is fetched into an open one Next takes no status but 200: its face says it (app/error.tsx).
    if (!standing && request.headers["next-action"] === undefined) return status;
    response.setHeader("retry-after", "1");
    if (standing) {
      for (const name of ["content-encoding", "content-length", "etag", "link"]) response.removeHeader(name);
      response.setHeader("content-type", "text/html; charset=utf-8");
    }
    return 503;
  };
}

const STYLES = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** The colours of both themes, which have one home. */
const COLOURS = [":root", ".dark"].map((theme) => {
  const [found] = STYLES.match(new RegExp(`^\\${theme} \\{[^}]*\\}`, "m")) ?? [];
  if (found === undefined) throw new Error(`app/globals.css has no colours for ${theme}.`);
  return found;
});

const LOOK = `${COLOURS.join("\n")}
* { box-sizing: border-box; margin: 0 }
body { min-height: 100dvh; background: var(--canvas); color: var(--ink); font: 14px/20px ui-sans-serif, system-ui, sans-serif }
header { padding: 14px 16px; background: var(--sunken); border-bottom: 1px solid var(--line); font-weight: 600 }
main { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 8px; min-height: 70dvh; padding: 24px; text-align: center }
h1 { font-size: 20px; line-height: 28px; letter-spacing: -0.025em }
p { max-width: 24rem; color: var(--muted) }
button { margin-top: 8px; height: 32px; padding: 0 12px; border: 0; border-radius: 6px; background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 500; cursor: pointer }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
code { color: var(--muted); font-size: 12px }
@media (min-width: 768px) {
  body { display: grid; grid-template-columns: 232px 1fr }
  header { border: 0; border-right: 1px solid var(--line) }
  main { min-height: 100dvh }
}`;

// The theme is what next-themes keeps of the person's choice.
const BEHAVIOUR = `let kept = null;
try { kept = localStorage.getItem("theme") } catch {}
const system = matchMedia("(prefers-color-scheme: dark)");
const wear = () => {
  const dark = kept === "dark" || (kept !== "light" && system.matches);
  document.documentElement.className = dark ? "dark" : "light";
};
wear();
system.addEventListener("change", wear);
addEventListener("DOMContentLoaded", () => document.querySelector("button").addEventListener("click", () => location.reload()));`;

/**
 * @param {string} requestId of harmless characters
 * @param {string} nonce
 */
function pageOf(requestId, nonce) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not reachable · Grantdesk</title>
<style nonce="${nonce}">${LOOK}</style>
<script nonce="${nonce}">${BEHAVIOUR}</script>
</head>
<body>
<header>Grantdesk</header>
<main>
<h1>We cannot reach the database</h1>
<p role="alert">Nothing was lost; what was not applied yet is kept in this browser. Try again in a moment.</p>
<button type="button">Try again</button>
<code>Request ${requestId}</code>
</main>
</body>
</html>
`;
}
