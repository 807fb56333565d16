import "server-only";
import { applying, reach } from "@/lib/core/access";
import type { Command } from "@/lib/core/change";
import { type Decision, decide } from "@/lib/core/decide";
import type { Effect } from "@/lib/core/effect";
import { type Catalogue, indexCatalogue, type MetPermission } from "@/lib/core/permission";
import { type Principal, viewerOf } from "@/lib/core/principal";
import { questionOf } from "@/lib/core/question";
import { notFound, type Refusal } from "@/lib/core/refusal";
import { standingOf } from "@/lib/core/standing";
import type { Member, State } from "@/lib/core/state";
import { store } from "@/lib/store/database";
import { type RoleHolders, readRoleHolders } from "@/lib/store/role-holders";
import { readSnapshot } from "@/lib/store/snapshot";
import { ownLevel } from "./organizations";
import { deny } from "./refuse";
import { type Result, success } from "./result";

/** What someone would gain and lose in effect, whatever the rows are. */
export interface Consequence {
  readonly member: Member;
  readonly gained: readonly MetPermission[];
  readonly lost: readonly MetPermission[];
}

export interface Preview {
  readonly revision: number;
  readonly effects: readonly Effect[];
  /** For people whom the asker may see; of an edited role's holders the first 200. */
  readonly consequences: readonly Consequence[];
  /** Per edited role: how many memberships have it. */
  readonly roleHolders: Readonly<Record<string, number>>;
  /** Why it would be refused; empty: it would go through as things are now. */
  readonly refusals: readonly Refusal[];
}

/** What a command would do, without doing it: the same decision on the same snapshot. */
export async function previewChange(principal: Principal, command: Command): Promise<Result<Preview>> {
  const snapshot = await readSnapshot(store().pool, principal, command, questionOf(command));
  if (!snapshot)
    return deny(principal, command.organizationId, notFound(command.projectId ? "project" : "organization"));
  const { revision } = snapshot.organization;
  const verdict = decide(principal, command, snapshot);
  if (verdict.ok) {
    const { decision } = verdict;
    const throughRoles = await holdersOf(command, decision);
    const standing = standingOf(principal, snapshot, decision.catalogue);
    const own = ownLevel(snapshot.organization);
    const mayRead = ({ personId, projectId }: Pick<Effect, "personId" | "projectId">) =>
      personId === viewerOf(principal) ||
      standing.has("readPeople", projectId === null ? own : "PROJECT", projectId);
    return success({
      revision,
      effects: decision.effects.map((effect) =>
        effect.membershipId === null || mayRead(effect)
          ? effect
          : { ...effect, personId: null, subject: null },
      ),
      consequences: [...consequencesOf(decision), ...throughRoles.consequences].filter(
        ({ member: { person, projectId } }) => mayRead({ personId: person.id, projectId }),
      ),
      roleHolders: throughRoles.counts,
      refusals: [],
    });
  }
  const [first] = verdict.refusals;
  const invisible = first.code === "not-found" || first.code === "not-allowed";
  if (invisible) return deny(principal, command.organizationId, first);
  return success({ revision, effects: [], consequences: [], roleHolders: {}, refusals: verdict.refusals });
}

function consequencesOf({ before, after, catalogue }: Decision): Consequence[] {
  const ids = new Set([...before.members.keys(), ...after.members.keys()]);
  return [...ids].flatMap((id) => consequenceFor(id, before, after, catalogue));
}

type Holding = Pick<State, "members" | "roles">;

function consequenceFor(id: string, before: Holding, after: Holding, catalogue: Catalogue): Consequence[] {
  const member = after.members.get(id) ?? before.members.get(id);
  if (!member) return [];
  const held = ({ members, roles }: Holding): ReadonlySet<string> =>
    members.has(id)
      ? reach(applying(members.values(), member.person.id, member.projectId), roles, catalogue)
      : new Set();
  const [had, has] = [held(before), held(after)];
  const named = (from: ReadonlySet<string>, without: ReadonlySet<string>) =>
    [...from].flatMap((each) => {
      const permission = catalogue.byId.get(each);
      return permission?.level === member.level && !without.has(each) ? [permission] : [];
    });
  const consequence = { member, gained: named(has, had), lost: named(had, has) };
  return consequence.gained.length + consequence.lost.length > 0 ? [consequence] : [];
}

const HOLDERS_MOST = 200;

/** The decision does not load who holds an edited role: it needs to know only that they hold nothing above the asker. */
async function holdersOf(
  command: Command,
  decision: Decision,
): Promise<{ consequences: Consequence[]; counts: RoleHolders["counts"] }> {
  const edited = command.changes.flatMap((change) => (change.kind === "edit-role" ? [change.role] : []));
  if (edited.length === 0) return { consequences: [], counts: {} };
  const found = await readRoleHolders(store().pool, command.organizationId, edited, HOLDERS_MOST);
  const members = new Map(found.members.map((member) => [member.id, member]));
  const roles = new Map(found.roles.map((role) => [role.id, role]));
  const after = new Map([...roles].map(([id, role]) => [id, decision.after.roles.get(id) ?? role]));
  const catalogue = indexCatalogue([...found.permissions, ...decision.catalogue.byId.values()]);
  const others = found.members.filter(({ id }) => !decision.before.members.has(id));
  const consequences = others.flatMap(({ id }) =>
    consequenceFor(id, { members, roles }, { members, roles: after }, catalogue),
  );
  return { consequences, counts: found.counts };
}
