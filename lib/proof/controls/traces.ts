import type { Control } from "../control";

const leaks = {
  file: "lib/boot/traces.test.ts",
  test: "no secret, no address of a person and nothing that was sent",
};

/** What leaves the house in a trace. */
export const traceControls: readonly Control[] = [
  {
    name: "a trace says the declared path",
    file: "lib/boot/traces.mjs",
    guard: "const route = notes.path ?? declaredPath(pathname);",
    without: "const route = pathname;",
    caughtBy: leaks,
  },
  {
    name: "a trace says a statement's name",
    file: "lib/store/traced.ts",
    guard: 'return [verb.toLowerCase(), ...(table === undefined ? [] : [table])].join(" ");',
    without: "return [text, verb, table].join();",
    caughtBy: leaks,
  },
  {
    name: "a request is part of its caller's trace",
    file: "lib/boot/traces.mjs",
    guard: "propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter)",
    without: "propagator.extract(ROOT_CONTEXT, {}, defaultTextMapGetter)",
    caughtBy: { file: leaks.file, test: "a grant is one trace" },
  },
  {
    name: "a trace says no form of a statement",
    file: "lib/store/traced.ts",
    guard: 'name.replace(FORM, "")',
    without: "name",
    caughtBy: { file: leaks.file, test: "a statement that has many forms" },
  },
  {
    name: "what is told for several requests is in no trace",
    file: "lib/store/tell.ts",
    guard: "untraced(() => tellAll(state))",
    without: "tellAll(state)",
    caughtBy: { file: leaks.file, test: "a grant is one trace" },
  },
  {
    name: "what a page reads is a step of its trace",
    file: "app/(console)/page.tsx",
    guard: 'traced("landingOf", () => landingOf(principal))',
    without: "landingOf(principal)",
    caughtBy: { file: leaks.file, test: "what a page reads" },
  },
  {
    name: "a server action is a step by its own name",
    file: "app/(console)/act.ts",
    guard: "traced(name, () => answer(schema, input, run))",
    without: 'traced("act", () => answer(schema, input, run))',
    caughtBy: { file: leaks.file, test: "the server action applyChanges" },
  },
  {
    name: "a call to a webhook is part of the trace that asks for it",
    file: "lib/tracing.mjs",
    guard: "tracing?.begin(name, attributes, tracing.current.getStore())",
    without: "tracing?.begin(name, attributes)",
    caughtBy: { file: leaks.file, test: "a call to a webhook is a trace of its own" },
  },
];
