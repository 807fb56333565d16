import type { Caller } from "@/lib/testing/callers";
import type { World } from "@/lib/testing/world";
import type { Call, Plan } from "../registry/call";
import type { Entry } from "../registry/entries";
import { type Answer, ask, isDone, withoutAsked } from "./ask";
import { type Target, targetsOf } from "./targets";
import { isAtHomeElsewhere, isRefusedAsDeclared, may, seesNames } from "./wanted";

/** What came of all the attempts at one entry. */
export interface Attempts {
  readonly wrong: readonly string[];
  readonly cases: number;
  /** Requests whose refusal has to be on record, with what they were. */
  readonly toBeKept: readonly (readonly [requestId: string, attempt: string])[];
}

interface Attempt {
  readonly entry: Entry;
  readonly plan: Plan;
  readonly caller: Caller;
  readonly target: Target;
  readonly call: Call;
  readonly answer: Answer;
}

/** Lets everyone try one entry at everything that is not his to touch; `callers` may mix what they name. */
export async function attempts(
  world: World,
  [entry, plan]: readonly [Entry, Plan],
  mixes: (caller: Caller) => boolean,
): Promise<Attempts> {
  const targets = targetsOf(plan, world.home, world.foreign);
  const before = await world.digest();
  const all: Attempt[] = [];
  for (const caller of [...world.callers, ownerOf(world)]) {
    for (const target of targets) {
      if (!isAttack(entry, plan, caller, target) || (target.slot !== null && !mixes(caller))) continue;
      const call = plan.call(target.ids);
      all.push({ entry, plan, caller, target, call, answer: await ask(entry, call, caller.headers) });
    }
  }
  const changed = (await world.digest()) === before ? [] : [`${entry.name}: rows changed`];
  const judged = all.flatMap((each) => judge(world, each).map((problem) => `${nameOf(each)}: ${problem}`));
  const kept = all.filter(({ caller, target }) => caller.stands !== "nobody" && target.slot === null);
  return {
    wrong: [...judged, ...unequal(all), ...changed],
    cases: all.length,
    toBeKept: kept.map((each) => [each.answer.requestId, nameOf(each)] as const),
  };
}

const ownerOf = ({ boss }: World): Caller => ({
  name: "owner",
  stands: "inside",
  headers: { authorization: `Token ${boss.token}`, cookie: boss.cookie, "sec-fetch-site": "same-origin" },
  cookie: boss.cookie,
});

function isAttack(entry: Entry, plan: Plan, caller: Caller, { kind }: Target): boolean {
  if (isAtHomeElsewhere(entry, caller)) return false;
  if (caller.stands === "nobody") return true;
  if (plan.need === "signed-in" || plan.need === "whole credential") return !may(plan.need, caller);
  return kind !== "own" || (caller.name !== "owner" && !may(plan.need, caller)) || isOutOfReach(plan, caller);
}

const isOutOfReach = ({ need }: Plan, { name }: Caller) => need === "operate" && name === "owner";

function judge(world: World, { entry, plan, caller, target, call, answer }: Attempt): string[] {
  const said = withoutAsked(answer, call);
  const sees = caller.name === "owner" || (target.slot !== null && seesNames(plan.need, caller));
  const names = [world.foreign, world.other, ...(sees ? [] : [world.home])];
  const problems = names.some(({ canary }) => said.includes(canary)) ? [`names leak: ${answer.text}`] : [];
  const changes = entry.endpoint.method !== "GET" || entry.endpoint.changes === true;
  const mustRefuse = target.slot === null || changes;
  if (mustRefuse && isDone(entry, answer)) return [...problems, `done: ${answer.text}`];
  if (target.slot === null && !isRefusedAsDeclared(entry, caller.stands, answer))
    return [...problems, `answered ${answer.status} ${answer.text}`];
  return answer.status >= 500 ? [...problems, `answered ${answer.status}`] : problems;
}

/** What is another's and what does not exist have to be answered alike, to the byte. */
function unequal(all: readonly Attempt[]): string[] {
  return all.flatMap((each) => {
    if (each.target.kind !== "foreign") return [];
    const twin = all.find(
      ({ caller, target }) =>
        caller === each.caller && target.kind === "missing" && target.slot === each.target.slot,
    );
    const [said, wanted] = [each, twin].map((one) => one && withoutAsked(one.answer, one.call));
    return said === wanted ? [] : [`${nameOf(each)}: ${said}\n  and what is missing: ${wanted}`];
  });
}

function nameOf({ entry, caller, target }: Attempt): string {
  return `${entry.name}, ${caller.name}, ${target.name}`;
}
