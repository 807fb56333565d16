import "server-only";
import { randomUUID } from "node:crypto";
import type { Change } from "@/lib/core/change";
import type { Permission } from "@/lib/core/permission";
import { type Principal, viewerOf } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { Project } from "@/lib/core/state";
import type { ProjectPlaceView } from "@/lib/core/view";
import { readCatalogue } from "@/lib/store/catalogue";
import { changeAccess } from "./change-access";
import { placeIn } from "./place";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import type { Condition } from "./roles";
import { type Entry, enter } from "./standing";

export interface ProjectNow {
  readonly revision: number;
  readonly project: Project;
  /** The permissions that an operator opens project by project. */
  readonly gated: readonly Permission[];
}

/** One project, for its own people and for who may see the organization's. */
export async function readProject(
  principal: Principal,
  organizationId: string,
  projectId: string,
): Promise<Result<ProjectNow>> {
  const entered = await enterProject(principal, organizationId, projectId);
  if (!entered.ok) return entered;
  const { organization, project } = entered.value;
  return success({ revision: organization.revision, project, gated: await gatedPermissions(organizationId) });
}

/** The same as the console's screens need it: with what the asker may do there. */
export async function readProjectPlace(
  principal: Principal,
  organizationId: string,
  projectId: string,
): Promise<Result<ProjectPlaceView>> {
  const entered = await enterProject(principal, organizationId, projectId);
  if (!entered.ok) return entered;
  const { organization, project, standing, snapshot } = entered.value;
  const acts = !principal.actingAs;
  const self = snapshot.actor.find(
    (member) => member.person.id === viewerOf(principal) && member.projectId === project.id,
  );
  return success({
    revision: organization.revision,
    project,
    gated: await gatedPermissions(organizationId),
    selfId: self?.id ?? null,
    may: {
      readPeople: standing.has("readPeople", "PROJECT", project.id),
      changePeople: acts && standing.has("changePeople", "PROJECT", project.id),
      editProjects: acts && standing.has("editProjects", "ORGANIZATION", null),
      operate: acts && standing.has("operate", "PROJECT", project.id),
    },
  });
}

async function enterProject(
  principal: Principal,
  organizationId: string,
  projectId: string,
): Promise<Result<Entry & { readonly project: Project }>> {
  const place = await placeIn(principal, organizationId, projectId);
  if (!place.ok) return place;
  const entered = await enter(principal, place.value);
  if (!entered.ok) return entered;
  const { project, standing, snapshot } = entered.value;
  const belongs = snapshot.actor.some((member) => member.projectId === projectId);
  if (!project || !(belongs || standing.has("readPeople", "ORGANIZATION", null))) {
    return deny(principal, organizationId, notFound("project"));
  }
  return success({ ...entered.value, project });
}

export async function createProject(
  principal: Principal,
  organizationId: string,
  name: string,
): Promise<Result<ProjectNow>> {
  const project = randomUUID();
  return changeProject(principal, organizationId, project, { kind: "create-project", project, name });
}

/** Renames a project, or opens or closes one of its gates; answers it as it is now. */
export async function changeProject(
  principal: Principal,
  organizationId: string,
  projectId: string,
  change: Change,
  condition: Condition = {},
): Promise<Result<ProjectNow>> {
  const result = await changeAccess(principal, { organizationId, changes: [change], ...condition });
  if (!result.ok) return result;
  const { after, revision } = result.value;
  const project = after.projects.get(projectId);
  if (!project) return deny(principal, organizationId, notFound("project"));
  return success({ revision, project, gated: await gatedPermissions(organizationId) });
}

async function gatedPermissions(organizationId: string): Promise<readonly Permission[]> {
  return (await readCatalogue(organizationId, "PROJECT")).filter((permission) => permission.gated);
}
