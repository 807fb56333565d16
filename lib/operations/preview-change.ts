import "server-only";
import { applying, reach } from "@/lib/core/access";
import type { Command } from "@/lib/core/change";
import { type Decision, decide } from "@/lib/core/decide";
import type { Effect } from "@/lib/core/effect";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { questionOf } from "@/lib/core/question";
import { notFound, type Refusal } from "@/lib/core/refusal";
import type { Member, State } from "@/lib/core/state";
import { store } from "@/lib/store/database";
import { readSnapshot } from "@/lib/store/snapshot";
import { deny } from "./refuse";
import { type Result, success } from "./result";

/** What someone would gain and lose in effect, whatever the rows are. */
export interface Consequence {
  readonly member: Member;
  readonly gained: readonly Permission[];
  readonly lost: readonly Permission[];
}

export interface Preview {
  readonly revision: number;
  readonly effects: readonly Effect[];
  readonly consequences: readonly Consequence[];
  /** Why it would be refused; empty: it would go through as things are now. */
  readonly refusals: readonly Refusal[];
}

/** What a command would do, without doing it: the same decision on the same snapshot. */
export async function previewChange(principal: Principal, command: Command): Promise<Result<Preview>> {
  const snapshot = await readSnapshot(store().pool, principal, command, questionOf(command));
  if (!snapshot) return deny(principal, command.organizationId, notFound("organization"));
  const { revision } = snapshot.organization;
  const verdict = decide(principal, command, snapshot);
  if (verdict.ok) {
    const { decision } = verdict;
    return success({
      revision,
      effects: decision.effects,
      consequences: consequencesOf(decision),
      refusals: [],
    });
  }
  const [first] = verdict.refusals;
  const invisible = first.code === "not-found" || first.code === "not-allowed";
  if (invisible) return deny(principal, command.organizationId, first);
  return success({ revision, effects: [], consequences: [], refusals: verdict.refusals });
}

function consequencesOf({ before, after, catalogue }: Decision): Consequence[] {
  const ids = new Set([...before.members.keys(), ...after.members.keys()]);
  return [...ids].flatMap((id) => {
    const member = after.members.get(id) ?? before.members.get(id);
    if (!member) return [];
    const had = held(before, member, id);
    const has = held(after, member, id);
    const named = (from: ReadonlySet<string>, without: ReadonlySet<string>) =>
      [...from].flatMap((each) => {
        const permission = catalogue.byId.get(each);
        return permission?.level === member.level && !without.has(each) ? [permission] : [];
      });
    const consequence = { member, gained: named(has, had), lost: named(had, has) };
    return consequence.gained.length + consequence.lost.length > 0 ? [consequence] : [];
  });

  function held(state: State, member: Member, id: string): ReadonlySet<string> {
    if (!state.members.has(id)) return new Set();
    return reach(
      applying(state.members.values(), member.person.id, member.projectId),
      state.roles,
      catalogue,
    );
  }
}
