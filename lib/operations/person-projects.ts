import "server-only";
import { randomUUID } from "node:crypto";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { type ProjectRow, readProjects } from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import { readProjectMemberships } from "@/lib/store/organization-people";
import { changeAccess } from "./change-access";
import { readMember } from "./list-members";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

/** What a membership of a project gives where the asker does not say: without it nobody would notice that he has one. */
export const VIEWS_PROJECT = "CAN_VIEW_DATA";

/** The projects that a person of the organization is a member of himself, whatever he may do through the organization. */
export async function listProjectsOf(
  principal: Principal,
  organizationId: string,
  personId: string,
): Promise<Result<readonly ProjectRow[]>> {
  const read = await readMember(principal, { organizationId }, { personId });
  return read.ok ? success(await projectsOf(organizationId, read.value.member.person.id)) : read;
}

/** Lets a person of the organization into one of its projects, to view its data. Who is there keeps what he has. */
export async function addToProject(
  principal: Principal,
  organizationId: string,
  personId: string,
  projectId: string,
): Promise<Result<readonly ProjectRow[]>> {
  const read = await readMember(principal, { organizationId }, { personId });
  if (!read.ok) return read;
  const { person } = read.value.member;
  const isThere = (await membershipOf(organizationId, person.id, projectId)) !== undefined;
  const permissions = isThere ? [] : [VIEWS_PROJECT];
  const add = {
    kind: "add-member",
    member: randomUUID(),
    project: projectId,
    person: { personId: person.id },
    permissions,
    roles: [],
  } as const;
  const result = await changeAccess(principal, { organizationId, changes: [add] });
  return result.ok ? success(await projectsOf(organizationId, person.id)) : result;
}

/** Ends a membership of a project and answers what remains; where there is none, that is so already. */
export async function removeFromProject(
  principal: Principal,
  organizationId: string,
  personId: string,
  projectId: string,
): Promise<Result<readonly ProjectRow[]>> {
  const read = await readMember(principal, { organizationId }, { personId });
  if (!read.ok) return read;
  const { person } = read.value.member;
  const membership = await membershipOf(organizationId, person.id, projectId);
  const result = membership
    ? await changeAccess(principal, {
        organizationId,
        projectId,
        changes: [{ kind: "remove-member", member: membership.id }],
      })
    : await nothingToRemove(principal, organizationId, projectId);
  return result.ok ? success(await projectsOf(organizationId, person.id)) : result;
}

/** No command, so no decision: the asker has to be one who could have removed someone, in a project of this organization. */
async function nothingToRemove(
  principal: Principal,
  organizationId: string,
  projectId: string,
): Promise<Result<unknown>> {
  const entered = await enter(principal, { projectId }, "changePeople");
  if (!entered.ok || entered.value.organization.id === organizationId) return entered;
  return deny(principal, organizationId, notFound("project"));
}

async function membershipOf(organizationId: string, personId: string, projectId: string) {
  const memberships = await readProjectMemberships(organizationId, { personIds: [personId] });
  return memberships.find((membership) => membership.projectId === projectId);
}

async function projectsOf(organizationId: string, personId: string): Promise<readonly ProjectRow[]> {
  const memberships = await readProjectMemberships(organizationId, { personIds: [personId] });
  return readProjects(store().pool, { ids: memberships.map(({ projectId }) => projectId) });
}
