import "server-only";
import type { Guard } from "@/lib/core/guards";
import { type Catalogue, indexCatalogue, type KnownPermission, type Level } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { Question } from "@/lib/core/question";
import { notFound } from "@/lib/core/refusal";
import { guardRefusal, type Standing, type StandingFacts, standingOf } from "@/lib/core/standing";
import type { Organization, Project, Snapshot } from "@/lib/core/state";
import { store } from "@/lib/store/database";
import { type Place, readSnapshot } from "@/lib/store/snapshot";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";

/** An asker who was let in: what he may see of a place is decided on `standing`. */
export interface Entry {
  readonly organization: Organization;
  readonly project: Project | null;
  readonly level: Level;
  readonly standing: Standing;
  readonly catalogue: Catalogue;
  readonly snapshot: Snapshot;
}

/**
 * Lets an asker into an organization or a project, or says no: not-found for what he does not belong to, not-allowed
 * for what he may not do there. Without a guard belonging is enough.
 * `question`: what else the snapshot is to hold, read in the same statement.
 */
export async function enter(
  principal: Principal,
  place: Place,
  guard?: Guard,
  question?: Partial<Question>,
): Promise<Result<Entry>> {
  const read = () => readSnapshot(store().pool, principal, place, question);
  const admitted = await admit(principal, place, guard, read);
  if (!admitted.ok) return admitted;
  const { facts: snapshot, ...entry } = admitted.value;
  const { organization } = snapshot;
  const asked = "projectId" in place ? place.projectId : null;
  const project = snapshot.projects.find((each) => each.id === asked) ?? null;
  return success({ ...entry, organization, project, snapshot });
}

interface Facts extends StandingFacts {
  readonly organization: StandingFacts["organization"] & Pick<Organization, "kind">;
  readonly permissions: readonly KnownPermission[];
}

interface Admitted<F extends Facts> {
  readonly level: Level;
  readonly standing: Standing;
  readonly catalogue: Catalogue<F["permissions"][number]>;
  readonly facts: F;
}

/** As `enter`, on whatever is read to decide it. */
export async function admit<F extends Facts>(
  principal: Principal,
  place: Place,
  guard: Guard | undefined,
  read: () => Promise<F | null>,
): Promise<Result<Admitted<F>>> {
  const asked = "projectId" in place ? place.projectId : null;
  const noun = asked === null ? "organization" : "project";
  if (!isUuid(asked ?? ("organizationId" in place ? place.organizationId : null)))
    return deny(principal, null, notFound(noun));
  const facts = await read();
  if (!facts) return deny(principal, null, notFound(noun));
  const catalogue: Catalogue<F["permissions"][number]> = indexCatalogue(facts.permissions);
  const standing = standingOf(principal, facts, catalogue);
  const { organization } = facts;
  if (!standing.belongs(asked)) return deny(principal, organization.id, notFound(noun));
  const level: Level =
    asked !== null ? "PROJECT" : organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION";
  const refusal = guard ? guardRefusal(standing, guard, level, asked) : null;
  if (refusal) return deny(principal, organization.id, refusal);
  return success({ level, standing, catalogue, facts });
}

/** Whether the asker may know of a project at all. Asked before an answer names the place, so it records nothing. */
export async function belongsToProject(principal: Principal, projectId: string): Promise<boolean> {
  const snapshot = await readSnapshot(store().pool, principal, { projectId });
  if (!snapshot) return false;
  return standingOf(principal, snapshot, indexCatalogue(snapshot.permissions)).belongs(projectId);
}
