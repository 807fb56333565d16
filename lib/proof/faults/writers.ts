import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { verifyChain } from "@/lib/store/audit-verify";
import { type Answer, ask, askUntil } from "./client";
import type { Stage } from "./stage";

interface Write {
  readonly name: string;
  readonly key: string;
  /** What the first answer that said "done" has said. */
  acknowledged: string | null;
}

export interface Load {
  readonly writes: readonly Write[];
  /** Every answer so far; null: none came. */
  readonly answers: readonly (Answer | null)[];
  stop(): Promise<void>;
}

/** Four who make roles one after another, as fast as they are answered. */
export function startLoad(stage: Stage, writers = 4): Load {
  const writes: Write[] = [];
  const answers: (Answer | null)[] = [];
  let stopped = false;
  const work = async () => {
    while (!stopped) {
      const write: Write = { name: `Role ${randomUUID()}`, key: randomUUID(), acknowledged: null };
      writes.push(write);
      const answer = await make(stage, write);
      answers.push(answer);
      if (answer?.status !== 201) await delay(20);
    }
  };
  const working = Promise.all(Array.from({ length: writers }, work));
  const stop = async () => {
    stopped = true;
    await working;
  };
  return { writes, answers, stop };
}

/** One try at a write. */
export async function make(stage: Stage, write: Write): Promise<Answer | null> {
  const answer = await ask(stage.base, askFor(stage, write));
  if (answer?.status === 201) write.acknowledged ??= answer.text;
  return answer;
}

const askFor = ({ organizationId, token }: Stage, { name, key }: Write) => ({
  method: "POST",
  path: `/api/v1/organizations/${organizationId}/roles`,
  token,
  key,
  body: { name },
});

/**
 * What is wrong after a fault, in sentences: sends every write again under its key, and wants each there exactly once,
 * with one answer; the audit whole, and what it tells to be what there is.
 */
export async function examine(stage: Stage, writes: readonly Write[]): Promise<string[]> {
  const wrong: string[] = [];
  const { organizationId } = stage;
  const before = new Set(await names(stage));
  for (const write of writes) {
    if (write.acknowledged !== null && !before.has(write.name))
      wrong.push(`${write.name} was acknowledged and is lost`);
    const again = await askUntil(stage.base, askFor(stage, write), ({ status }) => status !== 503);
    if (again.status !== 201) wrong.push(`${write.name}: the same key answers ${again.status} ${again.text}`);
    if (write.acknowledged !== null && again.text !== write.acknowledged)
      wrong.push(`${write.name} is answered otherwise the second time`);
    if (before.has(write.name) && again.headers["idempotency-replayed"] !== "true")
      wrong.push(`${write.name} was done and not remembered`);
  }
  const after = await names(stage);
  for (const { name } of writes)
    if (after.filter((each) => each === name).length !== 1) wrong.push(`${name} is there not once`);
  const client = await stage.owner().connect();
  const checked = await verifyChain(client, organizationId).finally(() => client.release());
  if (!checked.intact) wrong.push(`the audit is broken: ${checked.broken?.reason}`);
  const { rows } = await stage
    .owner()
    .query<{ name: string }>(
      "select after ->> 'name' as name from audit_event where organization_id = $1 and kind = 'role.created' order by 1",
      [organizationId],
    );
  if (rows.map(({ name }) => name).join() !== after.join()) wrong.push("the audit tells another state");
  return wrong;
}

async function names({ owner, organizationId }: Stage): Promise<string[]> {
  const { rows } = await owner().query<{ name: string }>(
    "select name from role where organization_id = $1 order by name",
    [organizationId],
  );
  return rows.map(({ name }) => name);
}
