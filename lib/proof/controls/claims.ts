import type { Control } from "../control";

const endpoints = { file: "lib/proof/presumed.proof.ts", test: "gets in by no endpoint" };
const questions = { file: "lib/operations/claims.test.ts", test: "no question is answered" };
const deeds = (word: string) => ({ file: "lib/operations/claims.test.ts", test: `nothing is ${word}` });

/** What keeps a credential that was good a moment ago from being taken for good. */
export const claimControls: readonly Control[] = [
  {
    name: "a claim holds where the look-up finds the same",
    file: "lib/store/claims.ts",
    guard: 'looked?.found === claim.was ? "holds" : "fell"',
    without: '"holds"',
    caughtBy: endpoints,
  },
  {
    name: "an answer leaves where the claim holds",
    file: "lib/web/presumed.ts",
    guard: "actual !== caller",
    without: "false",
    caughtBy: endpoints,
  },
  {
    name: "the question that finds a claim fallen",
    file: "lib/store/claims.ts",
    guard: "await mustHold(principal);\n  return result;",
    without: "return result;",
    caughtBy: questions,
  },
  {
    name: "questions after a claim fell",
    file: "lib/store/claims.ts",
    guard: "await mustHold(principal);\n    return askWithin",
    without: "return askWithin",
    caughtBy: questions,
  },
  {
    name: "writing for a claim",
    file: "lib/store/apply.ts",
    guard: "await mustHold(principal);",
    without: "",
    caughtBy: deeds("written"),
  },
  {
    name: "the record of a claim",
    file: "lib/store/denials.ts",
    guard: "await mustHold(principal);",
    without: "",
    caughtBy: deeds("put on record"),
  },
  {
    name: "the key of a claim",
    file: "lib/operations/once.ts",
    guard: "await mustHold(principal);",
    without: "",
    caughtBy: deeds("done once"),
  },
  {
    name: "forgetting what fell",
    file: "lib/store/claims.ts",
    guard: 'if (claim.state === "fell") forget(claim.hash);',
    without: 'if (claim.state === "fell") return;',
    caughtBy: { file: "lib/operations/claims.test.ts", test: "what is remembered goes" },
  },
  {
    name: "a session that views is not presumed",
    file: "lib/store/credentials.ts",
    guard: "if (!views) remember(",
    without: "remember(",
    caughtBy: { file: "lib/operations/claims.test.ts", test: "who views as someone else" },
  },
];
