import type { Control } from "../control";

const DELIVER = "lib/hooks/deliver.test.ts";
const SEND = "lib/hooks/send.test.ts";
const JOBS = "lib/store/jobs.ts";
const DELIVERIES = "lib/store/deliveries.ts";
const queue = (test: string) => ({ file: "lib/hooks/queue.test.ts", test });
const jobs = (test: string) => ({ file: "lib/store/jobs.test.ts", test });
const role = (test: string) => ({ file: "lib/store/role.test.ts", test });

/** The guards of what is sent to webhooks: who may hear it, who can believe it, and where it may go. */
export const hookControls: readonly Control[] = [
  {
    name: "a message is signed over its body",
    file: "lib/hooks/deliver.ts",
    guard: ".sign(messageId, at, body)",
    without: '.sign(messageId, at, "")',
    caughtBy: { file: DELIVER, test: "arrives once, signed" },
  },
  {
    name: "who switches protocols is not waited for",
    file: "lib/hooks/send.ts",
    guard: 'asked.on("upgrade",',
    without: 'asked.on("never",',
    caughtBy: { file: SEND, test: "switches protocols" },
    long: true,
  },
  {
    name: "no private network is called",
    file: "lib/hooks/send.ts",
    guard: "allowPrivate || addresses.every(isPublic)",
    without: "allowPrivate || addresses.length > 0",
    caughtBy: { file: SEND, test: "a private address among public ones" },
  },
  {
    name: "the connection goes to the address that was looked at",
    file: "lib/hooks/send.ts",
    guard: "lookup: toThatAddress,",
    without: "",
    caughtBy: { file: SEND, test: "the name is resolved once" },
  },
  {
    name: "a webhook hears what it subscribes to",
    file: DELIVERIES,
    guard: "where cardinality(h.kinds) = 0 or l.kind = any(h.kinds)",
    without: "where true",
    caughtBy: { file: DELIVER, test: "nothing else does" },
  },
  {
    name: "webhooks are read by who may change the settings there",
    file: "lib/operations/webhooks.ts",
    guard: "return entered.ok ? success(await readWebhooks(organizationId)) : entered;",
    without: "return entered.ok || organizationId ? success(await readWebhooks(organizationId)) : entered;",
    caughtBy: { file: "lib/dialects/v1/webhooks.test.ts", test: "webhooks need the settings" },
  },
  {
    name: "queue: who dies leaves his message within a minute",
    file: JOBS,
    guard: "  expireInSeconds: LEASE_SECONDS,\n",
    without: "",
    caughtBy: queue("leaves it to the next"),
  },
  {
    name: "queue: no number of deaths ends a message",
    file: JOBS,
    guard: "  retryLimit: RETRIES,\n",
    without: "",
    caughtBy: queue("however often one dies"),
  },
  {
    name: "queue: no time ends a message",
    file: JOBS,
    guard: "    retentionDays: KEPT_DAYS,\n",
    without: "",
    caughtBy: jobs("keep their time"),
  },
  {
    name: "queue: one that cannot be asked is no empty one",
    file: JOBS,
    guard: "  if (failure !== undefined) throw failure;\n",
    without: "",
    caughtBy: jobs("not taken for an empty one"),
  },
  {
    name: "queue: no connection stays inside a transaction that failed",
    file: JOBS,
    guard: "client.release(true);",
    without: "client.release();",
    caughtBy: jobs("is not used again"),
  },
  {
    name: "queue: a refused message waits as promised",
    file: JOBS,
    guard: "...(startAfter === null ? {} : { startAfter }),",
    without: '...(startAfter === "" ? { startAfter } : {}),',
    caughtBy: queue("waits as long as it is promised"),
  },
  {
    name: "queue: log and queue are one commit",
    file: DELIVERIES,
    guard: "const found = await lookThrough(client, due);",
    without: 'const found = await lookThrough(client, due);\n    await client.query("commit");',
    caughtBy: queue("are one commit"),
  },
  {
    name: "queue: an attempt and the next one are one commit",
    file: DELIVERIES,
    guard: "const { days, again } = await settle(client, claimed, attempt);",
    without:
      'const { days, again } = await settle(client, claimed, attempt);\n    await client.query("commit");',
    caughtBy: queue("are one commit"),
  },
  {
    name: "queue: a job that is not the message's own sends nothing",
    file: DELIVERIES,
    guard: "where d.id = $1 and d.job = $2 and",
    without: "where d.id = $1 and $2::uuid is not null and",
    caughtBy: queue("its old job sends nothing"),
  },
  {
    name: "queue: an answer of before takes no redelivery back",
    file: DELIVERIES,
    guard: "and id = $3 and job = $9",
    without: "and id = $3 and $9::uuid is not null",
    caughtBy: queue("is not forgotten"),
  },
  {
    name: "queue: a paused webhook is not called",
    file: DELIVERIES,
    guard: "and w.paused is null and o.deleted_at is null and w.id <> all",
    without: "and o.deleted_at is null and w.id <> all",
    caughtBy: queue("keeps its place in the log"),
  },
  {
    name: "queue: a slow webhook keeps nobody waiting",
    file: DELIVERIES,
    guard: "limit greatest(0, $3 - (",
    without: "limit greatest(1000, $3 - (",
    caughtBy: queue("that is slow"),
  },
  {
    name: "queue: an orderly end waits for what is on its way",
    file: "lib/hooks/worker.ts",
    guard: "Promise.resolve(looking).then(sending.over)",
    without: "Promise.resolve()",
    caughtBy: { file: "lib/hooks/worker.test.ts", test: "an orderly end" },
  },
  {
    name: "queue: the application cannot change how it is made",
    sql: "grant create on schema pgboss to grantdesk_app",
    caughtBy: role("change nothing of how it is made"),
  },
  {
    name: "queue: the application makes no queues",
    sql: "grant execute on all functions in schema pgboss to public",
    caughtBy: role("change nothing of how it is made"),
  },
  {
    name: "boot: a role that could change the queue's tables is refused",
    file: "lib/boot/refusals.ts",
    guard: "nspname in ('public', 'pgboss')",
    without: "nspname in ('public')",
    caughtBy: { file: "lib/boot/refusals.test.ts", test: "a role that may change the schema" },
  },
];
