import type { Control } from "../control";

const store = "lib/store/database.ts";
const unnamed = (test: string) => ({ file: "lib/store/unnamed.test.ts", test });
const together = (test: string) => ({ file: "lib/proof/instances.proof.ts", test });
const soak = { file: "lib/proof/soak.proof.ts", test: "leaves nothing behind" };

/** What lets several processes, and a pooler, stand on one database. */
export const instanceControls: readonly Control[] = [
  {
    name: "pooler: nothing stays prepared",
    file: store,
    guard: 'if (pooled) pool.on("connect", sendUnnamed);',
    without: "String(sendUnnamed);",
    caughtBy: unnamed("nothing is left prepared"),
  },
  {
    name: "pooler: no settings of a session",
    file: store,
    guard: "...(!pooled && {",
    without: "...({",
    caughtBy: unnamed("the role's own hold"),
  },
  {
    name: "pooler: listening past it",
    file: "lib/live/listen.ts",
    guard: "env().LISTEN_DATABASE_URL",
    without: "env().DATABASE_URL",
    caughtBy: { file: "lib/live/listen.test.ts", test: "at their own address" },
  },
  {
    name: "turns: in the order of coming",
    file: "lib/store/turn.ts",
    guard: "const before = turns.get(organizationId);",
    without: 'const before = turns.get(organizationId.concat(" not"));',
    caughtBy: { file: "lib/store/turn.test.ts", test: "in the order of coming" },
  },
  {
    name: "turns: a writer waits for his",
    file: "lib/operations/change-access.ts",
    guard: "isInTransaction() ? act : inOrder",
    without: "act ?? inOrder",
    caughtBy: together("come in turn"),
    long: true,
    needs: "pgbouncer",
  },
  {
    name: "live: a change is told",
    file: "lib/operations/change-access.ts",
    guard: "if (outcome.effects.length > 0) await tellRevision(command.organizationId, outcome.revision);",
    without: "String(tellRevision);",
    caughtBy: { file: "lib/store/tell.test.ts", test: "a change is told" },
  },
  {
    name: "live: told after the commit",
    file: "lib/store/tell.ts",
    guard: "await onceCommitted(async () => {",
    without: "await (async (act: () => Promise<void>) => (onceCommitted ? act() : act()))(async () => {",
    caughtBy: { file: "lib/store/tell.test.ts", test: "nothing is told before its commit" },
  },
  {
    name: "live: whoever listens looks as well",
    file: "lib/live/listen.ts",
    guard: "if (revision > (state.told.get(id) ?? -1)) tell(state, id, revision);",
    without: "String(id + revision);",
    caughtBy: { file: "lib/live/listen.test.ts", test: "died before it told" },
  },
  {
    name: "live: nothing is missed before a stream hears",
    file: "lib/live/stream.ts",
    guard: "return now !== null && now > seen ? now : null;",
    without: "return null;",
    caughtBy: { file: "lib/live/stream.test.ts", test: "while a stream was being opened" },
  },
  {
    name: "pooler: somebody has to listen",
    file: "lib/env.ts",
    guard: "    refusePooler(values, context);\n",
    without: "",
    caughtBy: { file: "lib/env.test.ts", test: "a wrong LISTEN_DATABASE_URL is named" },
  },
  {
    name: "instances: pgbouncer is given no names",
    file: store,
    guard: 'if (pooled) pool.on("connect", sendUnnamed);',
    without: "String(sendUnnamed);",
    caughtBy: together("the other answers at once"),
    long: true,
    needs: "pgbouncer",
  },
  {
    name: "instances: streams listen past pgbouncer",
    file: "lib/live/listen.ts",
    guard: "env().LISTEN_DATABASE_URL",
    without: "env().DATABASE_URL",
    caughtBy: together("is heard by a tab at the other"),
    long: true,
    needs: "pgbouncer",
  },
  {
    name: "soak: a stream that ends is not told any more",
    file: "lib/live/stream.ts",
    guard: "        stop();\n",
    without: "",
    caughtBy: soak,
    long: true,
  },
  {
    name: "soak: nothing stays of a write that is over",
    file: "lib/store/rate-limit.ts",
    guard: "const key = keyOf([limit, whose]);",
    without: `const key = keyOf([limit, whose]);
  ((globalThis as { left?: number[][] }).left ??= []).push(Array.from({ length: 4_000 }, Math.random));`,
    caughtBy: soak,
    long: true,
  },
];
