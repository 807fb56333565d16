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
    name: "a webhook hears of its own organization alone",
    file: "lib/store/deliveries.ts",
    guard: "select w.* from webhook w where w.organization_id = $1 and w.id = $2",
    without: "select w.* from webhook w where w.organization_id <> $1 and w.id = $2",
    caughtBy: { file: DELIVER, test: "arrives once, signed" },
  },
  {
    name: "a message that is being sent is nobody else's",
    file: "lib/store/deliveries.ts",
    guard: "last_at = now(), next_at = now() + interval",
    without: "last_at = now(), next_at = now() - interval",
    caughtBy: { file: DELIVER, test: "leaves it to the next" },
  },
];
