import type { Control } from "../control";

const DELIVER = "lib/hooks/deliver.test.ts";
const SEND = "lib/hooks/send.test.ts";

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
    file: "lib/store/deliveries.ts",
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
    name: "a message that is being sent is nobody else's",
    file: "lib/store/deliveries.ts",
    guard: "last_at = now(), next_at = now() + interval",
    without: "last_at = now(), next_at = now() - interval",
    caughtBy: { file: DELIVER, test: "leaves it to the next" },
  },
];
