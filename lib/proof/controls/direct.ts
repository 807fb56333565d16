import type { Control } from "../control";

const direct = "lib/boot/direct.mjs";
const inDirect = (test: string) => ({ file: "lib/boot/direct.test.ts", test });

/** What keeps an answer in front of Next the answer that Next would have sent, to nobody else. */
export const directControls: readonly Control[] = [
  {
    name: "what the front could not guard is answered by nobody",
    file: direct,
    guard: "if (request.destroyed) return;",
    without: "",
    caughtBy: inDirect("could not guard"),
  },
  {
    name: "the address is the one that the front found",
    file: direct,
    guard: "function headersOf({ headers }) {",
    without:
      "function headersOf({ rawHeaders }) { const headers = Object.fromEntries(rawHeaders.flatMap((each, at) => (at % 2 ? [] : [[each, rawHeaders[at + 1]]])));",
    caughtBy: inDirect("as the front has written it over"),
  },
  {
    name: "the nearest door is the one",
    file: "lib/boot/request-line.mjs",
    guard: "b.path.length - a.path.length",
    without: "a.path.length - b.path.length",
    caughtBy: inDirect("not taken for its neighbour"),
  },
  {
    name: "a path that is written in another way goes to Next",
    file: direct,
    guard: 'whole?.pathname === path && !path.includes("//")',
    without: "whole",
    caughtBy: inDirect("left to who stands behind"),
  },
  {
    name: "another method goes to Next",
    file: direct,
    guard: "if (!METHODS.has(method)) return null;",
    without: "",
    caughtBy: inDirect("left to who stands behind"),
  },
  {
    name: "nothing is made for a client who left",
    file: direct,
    guard: "await reader.cancel();",
    without: "",
    caughtBy: inDirect("a client who left"),
  },
  {
    name: "the log says no word of what broke off",
    file: direct,
    guard: "why: cause?.code ?? cause?.name",
    without: "why: String(cause)",
    caughtBy: inDirect("and no word"),
  },
  {
    name: "product: an answer leaves with all that it says",
    file: direct,
    guard: "response.setHeaders(given.headers);",
    without: "",
    caughtBy: { file: "lib/proof/both-ways.proof.ts", test: "what Next answers" },
    long: true,
  },
];
