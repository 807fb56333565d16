import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { MembersView } from "@/lib/core/view";
import { store } from "@/lib/store/database";
import { type MemberFilter, nextAfter, type PageRequest, readMembers } from "@/lib/store/members";
import { readProjectMemberships } from "@/lib/store/organization-people";
import { type Result, success } from "./result";
import { enter } from "./standing";

/** A page of an organization's people with the projects that each is in: for who may read people. */
export async function readMembersView(
  principal: Principal,
  organizationId: string,
  filter: MemberFilter,
  page: PageRequest,
): Promise<Result<MembersView>> {
  const entered = await enter(principal, { organizationId }, "readPeople");
  if (!entered.ok) return entered;
  const { revision } = entered.value.organization;
  const found = await readMembers(store().pool, { organizationId, projectId: null }, filter, page);
  const next = nextAfter(found, page);
  const personIds = found.members.map(({ person }) => person.id);
  return success({ revision, ...found, next, projectIds: await projectsOf(organizationId, personIds) });
}

async function projectsOf(
  organizationId: string,
  personIds: readonly string[],
): Promise<Record<string, string[]>> {
  const memberships = await readProjectMemberships(organizationId, { personIds });
  const byPerson: Record<string, string[]> = {};
  for (const { personId, projectId } of memberships) {
    byPerson[personId] = [...(byPerson[personId] ?? []), projectId];
  }
  return byPerson;
}
