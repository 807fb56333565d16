import { applyChange } from "./apply";
import type { Case } from "./case";
import { type Command, MOST_CHANGES, MOST_EFFECTS } from "./change";
import { difference } from "./difference";
import type { Effect } from "./effect";
import { needOf, peopleOf } from "./needs";
import { type Catalogue, indexCatalogue } from "./permission";
import type { Principal } from "./principal";
import { notFound, type Refusal, refuse, VIEWING_CHANGES_NOTHING } from "./refusal";
import { aboveYourOwn } from "./rule-above-your-own";
import { catalogueRule } from "./rule-catalogue";
import { gated } from "./rule-gated";
import { inherited } from "./rule-inherited";
import { joiningDomains } from "./rule-joining";
import { lastAdmin } from "./rule-last-admin";
import { overtaken } from "./rule-overtaken";
import { guardRefusal, type Standing, standingOf } from "./standing";
import { type Context, type Snapshot, type State, stateOf } from "./state";

export interface Decision {
  readonly before: State;
  readonly after: State;
  readonly effects: readonly Effect[];
  readonly catalogue: Catalogue;
}

export type Verdict =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** The rules over the net difference, whatever the verbs were that made it. */
const RULES: readonly ((each: Case) => Refusal[])[] = [
  inherited,
  gated,
  aboveYourOwn,
  joiningDomains,
  lastAdmin,
  catalogueRule,
  overtaken,
];

/**
 * May this happen, and what does it change? Pure: a preview is this without the apply, an undo is the inverse command
 * through this. A refusal leaves nothing half done; what already is so yields no effect.
 */
export function decide(principal: Principal, command: Command, snapshot: Snapshot): Verdict {
  const catalogue = indexCatalogue(snapshot.permissions);
  const standing = standingOf(principal, snapshot, catalogue);
  const early = entryRefusal(principal, command, snapshot, standing);
  if (early) return { ok: false, refusals: [early] };

  const before = stateOf(snapshot);
  const after = stateOf(snapshot);
  const context: Context = {
    catalogue,
    now: snapshot.now,
    actorId: principal.personId,
    people: new Map(
      snapshot.people.flatMap((person) => [[person.id, person] as const, [person.email, person] as const]),
    ),
    takenNames: new Set(snapshot.takenNames),
    narrowedTo: principal.narrowedTo,
  };
  for (const [changeIndex, change] of command.changes.entries()) {
    const outside = outOfSight(command, change, after, standing);
    const need = outside ? peopleOf(command.projectId ?? null, after) : needOf(change, after, principal);
    const refusal =
      (need && guardRefusal(standing, need.guard, need.level, need.projectId)) ??
      outside ??
      applyChange(after, change, context);
    if (refusal) return { ok: false, refusals: [{ ...refusal, changeIndex }] };
  }
  const effects = difference(before, after, catalogue, principal.personId);
  if (effects.length > MOST_EFFECTS) return { ok: false, refusals: [tooMany()] };
  const [first, ...rest] = RULES.flatMap((rule) =>
    rule({ principal, command, snapshot, standing, catalogue, before, after, effects }),
  );
  if (first) return { ok: false, refusals: [first, ...rest] };
  return { ok: true, decision: { before, after, effects, catalogue } };
}

/** What is one's own although one does not belong, or not yet, or to a project alone. */
const FROM_OUTSIDE: ReadonlySet<string> = new Set<Command["changes"][number]["kind"]>([
  "accept-invitation",
  "end-view",
  "end-sessions",
  "join-by-domain",
  "stop-webhook",
]);

function entryRefusal(
  principal: Principal,
  command: Command,
  snapshot: Snapshot,
  standing: Standing,
): Refusal | undefined {
  const fromOutside =
    command.changes.length > 0 && command.changes.every(({ kind }) => FROM_OUTSIDE.has(kind));
  if (!fromOutside && !standing.belongs(command.projectId ?? null))
    return notFound(command.projectId ? "project" : "organization");
  if (principal.actingAs) return VIEWING_CHANGES_NOTHING;
  if (command.changes.length > MOST_CHANGES) return tooMany();
  if (command.expectedRevision !== undefined && command.expectedRevision !== snapshot.organization.revision) {
    return refuse("stale", "Someone changed this organization meanwhile. Look again, then repeat.", {
      noun: "organization",
    });
  }
  return undefined;
}

function tooMany(): Refusal {
  return refuse(
    "too-many",
    `One command makes at most ${MOST_CHANGES} changes that touch ${MOST_EFFECTS} rows. Do it in parts.`,
  );
}

/**
 * A membership outside the command's place, or in a project that the asker does not belong to, is answered like one
 * that does not exist: judged by the right in the command's place, so that the answer does not tell that it is somewhere.
 */
function outOfSight(
  command: Command,
  change: Command["changes"][number],
  state: State,
  standing: Standing,
): Refusal | undefined {
  if (!("member" in change) || change.kind === "add-member" || change.kind === "join-by-domain")
    return undefined;
  const member = state.members.get(change.member);
  const isHere = command.projectId === undefined || member?.projectId === command.projectId;
  if (member && isHere && standing.belongs(member.projectId)) return undefined;
  return notFound("member", { memberId: change.member });
}
