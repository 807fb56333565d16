import type { Control } from "../control";

/** The guards of what is said while the database is away, of what is written down about a request, and of letters. */
export const answerControls: readonly Control[] = [
  {
    name: "a page without a database is told apart",
    file: "lib/web/reachable.ts",
    guard: "      throw Object.assign(new Error(UNREACHABLE.title), { digest: UNREACHABLE.digest });\n",
    without: "      throw cause;\n",
    caughtBy: { file: "lib/web/reachable.test.ts", test: "a page without a database" },
  },
  {
    name: "the events' route says when to come again",
    file: "lib/web/reachable.ts",
    guard: '{ status: 503, headers: { "retry-after": "1" } }',
    without: "{ status: 500 }",
    caughtBy: { file: "lib/web/reachable.test.ts", test: "a route without a database" },
  },
  {
    name: "503 instead of a page that failed",
    file: "lib/boot/stand-in.mjs",
    guard: "if (!notes.unreachable) return status;",
    without: "if (status) return status;",
    caughtBy: { file: "lib/boot/stand-in.test.ts", test: "gives way|has the status" },
  },
  {
    name: "an action without a database offers another try",
    file: "app/(console)/act.ts",
    guard: "    if (isPassing(cause)) return sayUnreachable(cause);\n",
    without: "",
    caughtBy: { file: "app/(console)/act.test.ts", test: "asked again" },
  },
  {
    name: "a stream ends with its connection",
    file: "lib/live/listen.ts",
    guard: "listener.onLost();",
    without: "void listener;",
    caughtBy: { file: "lib/live/stream.test.ts", test: "a stream ends" },
  },
  {
    name: "the line of a request has no query",
    file: "lib/boot/request-line.mjs",
    guard: "notes.path ?? declaredPath(pathname)",
    without: "notes.path ?? request.url",
    caughtBy: { file: "lib/boot/request-line.test.ts", test: "nothing that was sent besides" },
  },
  {
    name: "the reference says where a caller may be limited",
    file: "lib/dialects/openapi/document.ts",
    guard: 'auth === "open" || method !== "GET" || door === "exchange"',
    without: 'method !== "GET"',
    caughtBy: { file: "lib/dialects/openapi/not-now.test.ts", test: "calls too often" },
  },
  {
    name: "an undo is offered where there is one",
    file: "lib/core/undo.ts",
    guard: 'return inverse([event as Effect], () => "", "") !== undefined;',
    without: 'return inverse([event as Effect], () => "", "") !== null;',
    caughtBy: { file: "lib/core/undo.test.ts", test: "nowhere else" },
  },
  {
    name: "the schema says what the database has",
    sql: "alter table webhook add column unsaid text",
    caughtBy: { file: "lib/store/schema.test.ts", test: "every table and column" },
  },
  {
    name: "a letter leaves after the commit",
    file: "lib/store/database.ts",
    guard: "if (!waiting) return work();",
    without: "if (!waiting || waiting) return work();",
    caughtBy: { file: "lib/dialects/v1/letters.test.ts", test: "COMMIT fails" },
  },
  {
    name: "who could not be signed out hears it",
    file: "lib/identity/console-session.ts",
    guard: "endOf(token?.secret).catch(onFailure)",
    without: "endOf(token?.secret).catch(() => undefined)",
    caughtBy: { file: "lib/identity/sign-out.test.ts", test: "cannot be signed out" },
  },
  {
    name: "who could not be signed out keeps his cookie",
    file: "lib/web/auth-answer.ts",
    guard: '  if (act === "signout") return stillSignedIn(cause);\n',
    without: "",
    caughtBy: { file: "lib/identity/sign-out.test.ts", test: "cannot be signed out" },
  },
];
