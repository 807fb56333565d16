import type { Control } from "../control";

const actions = { file: "lib/proof/negative.proof.ts", test: "by any server action" };
const corpora = (test: string) => ({ file: "lib/proof/corpora.proof.ts", test });

/** What stands at the doors: who is let in, what is read, what is let out. */
export const doorControls: readonly Control[] = [
  {
    name: "belonging to the organization, for reads",
    file: "lib/operations/standing.ts",
    guard: "if (!standing.belongs(asked)) return",
    without: "if (asked === undefined) return",
    caughtBy: actions,
  },
  {
    name: "the record of refusals",
    file: "lib/operations/refuse.ts",
    guard: "if (KEPT[refusal.code])",
    without: 'if (refusal.code === "gated")',
    caughtBy: actions,
  },
  {
    name: "the right to see an organization's tokens",
    file: "lib/operations/tokens.ts",
    guard: 'enter(principal, { organizationId }, "readTokens")',
    without: "enter(principal, { organizationId })",
    caughtBy: { file: "lib/dialects/v1/api-keys.test.ts", test: "listed to who may" },
  },
  {
    name: "a narrowed credential is not its owner",
    file: "lib/core/needs.ts",
    guard: "personId === asker.personId && asker.narrowedTo === null",
    without: "personId === asker.personId",
    caughtBy: { file: "lib/core/needs.test.ts", test: "does not stand for its owner" },
  },
  {
    name: "a cookie writes from our own pages alone",
    file: "lib/web/serve.ts",
    guard: "&& !isSameOrigin(request.headers)",
    without: "&& !request",
    caughtBy: { file: "lib/proof/negative.proof.ts", test: "a cookie writes nothing" },
  },
  {
    name: "what cannot be stored reaches no action",
    file: "lib/web/action.ts",
    guard: "!isStorable(input)",
    without: "input === isStorable",
    caughtBy: corpora("no server action takes text"),
  },
  {
    name: "the limit of a body",
    file: "lib/web/body.ts",
    guard: "if (size > most) return null;",
    without: "",
    caughtBy: corpora("a body of more"),
  },
  {
    name: "formulas in files",
    file: "lib/web/csv.ts",
    guard: "FORMULA.test(text)",
    without: "/^[=+\\-@\\t\\r]/.test(text)",
    caughtBy: corpora("is a formula"),
  },
  {
    name: "sign-in leads to our own site",
    file: "app/sign-in/own-path.ts",
    guard: 'url.pathname.replace(/^\\/+/, "")',
    without: "url.pathname.slice(1)",
    caughtBy: corpora("sign-in leads"),
  },
];
