import "server-only";
import { type Principal, viewerOf } from "@/lib/core/principal";
import type { PeopleView } from "@/lib/core/view";
import { store } from "@/lib/store/database";
import { type MemberFilter, nextAfter, readMembers } from "@/lib/store/members";
import type { Place } from "@/lib/store/snapshot";
import { readEmails } from "@/lib/store/whereabouts";
import { type Result, success } from "./result";
import { enter } from "./standing";

/** A page of people as the matrix needs it: rows, and everything that explains them. Also who only sees himself gets himself. */
export async function readPeopleView(
  principal: Principal,
  place: Place,
  filter: MemberFilter,
  page: { readonly limit: number; readonly after?: string },
): Promise<Result<PeopleView>> {
  const entered = await enter(principal, place);
  if (!entered.ok) return entered;
  const { organization, project, standing, level } = entered.value;
  const projectId = project?.id ?? null;
  const onlySelf = !standing.has("readPeople", level, projectId);
  const visible: MemberFilter = onlySelf ? { personIds: [viewerOf(principal)] } : filter;
  const found = await readMembers(
    store().pool,
    { organizationId: organization.id, projectId },
    visible,
    page,
  );
  const next = nextAfter(found, page);
  const givers = [
    ...new Set(found.members.flatMap(({ grants }) => grants.map(({ grantedBy }) => grantedBy))),
  ];
  const emails = await readEmails(givers.filter((id) => id !== null));
  return success({ revision: organization.revision, ...found, givers: Object.fromEntries(emails), next });
}
