import type { Control } from "../control";

const refusals = { file: "lib/boot/refusals.ts", test: "lib/boot/refusals.test.ts" };

/** The guards for when something breaks. */
export const faultControls: readonly Control[] = [
  {
    name: "refusal of a database that forgets",
    file: refusals.file,
    guard: "  await refuseForgetful(client);\n",
    without: "",
    caughtBy: { file: refusals.test, test: "could forget what was acknowledged" },
  },
  {
    name: "refusal of a role that could rewrite the audit",
    file: refusals.file,
    guard: "  await refuseMighty(client);\n",
    without: "",
    caughtBy: { file: refusals.test, test: "it could rewrite the audit" },
  },
  {
    name: "refusal of a role that may change a column of the audit",
    file: refusals.file,
    guard: " or has_any_column_privilege(oid, 'update')",
    without: "",
    caughtBy: { file: refusals.test, test: "it could rewrite the audit" },
  },
  {
    name: "refusal of public passwords on a reachable address",
    file: refusals.file,
    guard: "  await refusePublicDemonstration(client, env);\n",
    without: "",
    caughtBy: { file: refusals.test, test: "serves this machine alone" },
  },
  {
    name: "refusal of a secret that anybody can guess",
    file: "lib/env.ts",
    guard: "new Set(secret).size >= 8 && secret !== PLACEHOLDER",
    without: "secret !== ''",
    caughtBy: { file: "lib/env.test.ts", test: "NEXTAUTH_SECRET|env.example is refused" },
  },
  {
    name: "the act and the memory of its key are one transaction",
    file: "lib/store/idempotency.ts",
    guard: "await inTransaction(client, () => act(kept))",
    without: "{ value: await act(kept), waiting: [] }",
    caughtBy: { file: "lib/dialects/v1/faults.test.ts", test: "COMMIT does not come through" },
  },
  {
    name: "what passes by itself is a 503 with Retry-After",
    file: "lib/web/serve.ts",
    guard: "if (!isPassing(cause)) return",
    without: "if (isPassing(cause) || cause) return",
    caughtBy: { file: "lib/dialects/v1/faults.test.ts", test: "come again" },
  },
  {
    name: "a request queues for a connection once",
    file: "lib/store/patience.ts",
    guard: "isFull && (notes?.queuedMs ?? 0) > QUEUED_MS",
    without: "notes === null",
    caughtBy: { file: "lib/store/patience.test.ts", test: "queues" },
  },
  {
    name: "two seconds for a connection",
    file: "lib/store/database.ts",
    guard: "connectionTimeoutMillis: PATIENCE_MS,",
    without: "",
    caughtBy: { file: "lib/dialects/v1/faults.test.ts", test: "every connection is taken" },
  },
  {
    name: "the notes outside the database",
    file: "lib/store/audit-verify.ts",
    guard: "if (furthest > place.revision) return",
    without: "if (furthest < 0) return",
    caughtBy: { file: "lib/boot/audit-heads.test.ts", test: "a tail that was cut" },
  },
  {
    name: "the noted hashes",
    file: "lib/store/audit-verify.ts",
    guard: "hashes.size !== 1 || !hashes.has(hash)",
    without: "hashes.size < 0 || hash === undefined",
    caughtBy: { file: "lib/boot/audit-heads.test.ts", test: "written anew" },
  },
];
