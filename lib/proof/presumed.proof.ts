import { expect, test } from "vitest";
import { presumedOfSecret, principalOfSecret } from "@/lib/identity/credential";
import { hashSecret } from "@/lib/store/secret";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { makeWorld, type World } from "@/lib/testing/world";
import { ask, isDone } from "./negative/ask";
import { PLANS } from "./registry/plans";
import { report } from "./report";

const { owner } = useDatabase("base");

const presuming = PLANS.filter(([{ endpoint }]) => endpoint.auth === "principal" && endpoint.presumes);

/**
 * For each of the calls a token of the owner's that the program has just looked up, and will presume to be good; then
 * something is taken away from all of them.
 */
async function tokensLess<T>({ home }: World, calls: readonly T[], set: string) {
  const made = [];
  for (const call of calls) {
    const secret = await makeToken(owner, home.boss.personId);
    await principalOfSecret(secret, "v1", "before");
    if (!presumedOfSecret(secret, "v1", "before")) throw new Error("nothing is remembered");
    made.push({ call, secret });
  }
  const hashes = made.map(({ secret }) => hashSecret(secret));
  await owner.query(`update api_token set ${set} where secret_hash = any($1)`, [hashes]);
  return made;
}

test.each(["revoked_at = now()", "expires_at = now()"])(
  "whose token was good a moment ago gets in by no endpoint, does nothing, and is on no record: %s",
  async (set) => {
    const world = await makeWorld(owner);
    const calls = [{}, { "idempotency-key": "once" }].flatMap((more) =>
      presuming.map((each) => [...each, more] as const),
    );
    const made = await tokensLess(world, calls, set);
    const before = await world.digest();
    const told = (await world.denials()).size;
    const wrong: string[] = [];
    for (const { call, secret } of made) {
      const [entry, plan, more] = call;
      const headers = { authorization: `Token ${secret}`, ...more };
      const { status, text } = await ask(entry, plan.call(world.home.ids), headers);
      if (status !== 401) wrong.push(`${entry.name}: ${status} ${text}`);
    }
    if ((await world.denials()).size !== told) wrong.push("denials were recorded");
    if ((await world.digest()) !== before) wrong.push("rows changed");
    const promise = `A credential that fell is nobody's at once: ${set}`;
    await report({ promise, cases: made.length, wrong: wrong.length });
    expect(wrong).toEqual([]);
  },
);

test("whose token was narrowed a moment ago does no more than it still lets him", async () => {
  const world = await makeWorld(owner);
  const made = await tokensLess(world, presuming, "narrowed = true");
  const before = await world.digest();
  const wrong: string[] = [];
  for (const { call, secret } of made) {
    const [entry, plan] = call;
    const answer = await ask(entry, plan.call(world.home.ids), { authorization: `Token ${secret}` });
    if (isDone(entry, answer)) wrong.push(`${entry.name}: ${answer.status} ${answer.text}`);
  }
  if ((await world.digest()) !== before) wrong.push("rows changed");
  const promise = "A credential that was narrowed is narrow at once";
  await report({ promise, cases: made.length, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
