import "server-only";
import type { Guard } from "@/lib/core/guards";
import { type Catalogue, indexCatalogue, type Level } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { Question } from "@/lib/core/question";
import { notFound } from "@/lib/core/refusal";
import { guardRefusal, type Standing, standingOf } from "@/lib/core/standing";
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
  const asked = "projectId" in place ? place.projectId : null;
  const noun = asked === null ? "organization" : "project";
  if (!isUuid(asked ?? ("organizationId" in place ? place.organizationId : null)))
    return deny(principal, null, notFound(noun));
  const snapshot = await readSnapshot(store().pool, principal, place, question);
  if (!snapshot) return deny(principal, null, notFound(noun));
  const catalogue = indexCatalogue(snapshot.permissions);
  const standing = standingOf(principal, snapshot, catalogue);
  const { organization } = snapshot;
  if (!standing.belongs(asked)) return deny(principal, organization.id, notFound(noun));
  const level: Level =
    asked !== null ? "PROJECT" : organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION";
  const refusal = guard ? guardRefusal(standing, guard, level, asked) : null;
  if (refusal) return deny(principal, organization.id, refusal);
  const project = snapshot.projects.find((each) => each.id === asked) ?? null;
  return success({ organization, project, level, standing, catalogue, snapshot });
}

/** Whether the asker may know of a project at all. Asked before an answer names the place, so it records nothing. */
export async function belongsToProject(principal: Principal, projectId: string): Promise<boolean> {
  const snapshot = await readSnapshot(store().pool, principal, { projectId });
  if (!snapshot) return false;
  return standingOf(principal, snapshot, indexCatalogue(snapshot.permissions)).belongs(projectId);
}
