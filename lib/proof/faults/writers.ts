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

/** How many of the latest writes are sent again: those that the fault can have hit. */
const AGAIN = 24;
const LANES = 4;

/**
 * What is wrong after a fault, in sentences: whatever was acknowledged is there, nothing is there twice; sends the latest
 * writes again under their keys, and wants each there exactly once, with one answer; the audit whole, and what it tells
 * to be what there is.
 */
export async function examine(stage: Stage, writes: readonly Write[]): Promise<string[]> {
  const before = new Set(await names(stage));
  const lost = writes.filter(({ name, acknowledged }) => acknowledged !== null && !before.has(name));
  const wrong = lost.map(({ name }) => `${name} was acknowledged and is lost`);
  const latest = writes.slice(-AGAIN);
  const left = [...latest];
  const lane = async () => {
    for (let write = left.shift(); write; write = left.shift())
      wrong.push(...(await sendAgain(stage, write, before.has(write.name))));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const after = await names(stage);
  const there = new Set(after);
  if (there.size < after.length) wrong.push(`${after.length - there.size} writes are there twice`);
  for (const { name } of latest) if (!there.has(name)) wrong.push(`${name} is not there`);
  return [...wrong, ...(await examineAudit(stage, after))];
}

async function sendAgain(stage: Stage, write: Write, wasThere: boolean): Promise<string[]> {
  const wrong: string[] = [];
  const again = await askUntil(stage.base, askFor(stage, write), ({ status }) => status !== 503);
  if (again.status !== 201) wrong.push(`${write.name}: the same key answers ${again.status} ${again.text}`);
  if (write.acknowledged !== null && again.text !== write.acknowledged)
    wrong.push(`${write.name} is answered otherwise the second time`);
  if (wasThere && again.headers["idempotency-replayed"] !== "true")
    wrong.push(`${write.name} was done and not remembered`);
  return wrong;
}

async function examineAudit({ owner, organizationId }: Stage, there: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  const client = await owner().connect();
  const checked = await verifyChain(client, organizationId).finally(() => client.release());
  if (!checked.intact) wrong.push(`the audit is broken: ${checked.broken?.reason}`);
  const { rows } = await owner().query<{ name: string }>(
    "select after ->> 'name' as name from audit_event where organization_id = $1 and kind = 'role.created' order by 1",
    [organizationId],
  );
  if (rows.map(({ name }) => name).join() !== there.join()) wrong.push("the audit tells another state");
  return wrong;
}

async function names({ owner, organizationId }: Stage): Promise<string[]> {
  const { rows } = await owner().query<{ name: string }>(
    "select name from role where organization_id = $1 order by name",
    [organizationId],
  );
  return rows.map(({ name }) => name);
}
