import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { store } from "@/lib/store/database";
import { type MemberFilter, type PageRequest, readMembers } from "@/lib/store/members";
import type { Place } from "@/lib/store/snapshot";
import { type AccessPage, explain, type MemberAccess } from "./member-access";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

export interface MembersOf extends AccessPage {
  readonly entry: Entry;
}

/** The people of an organization or of a project with their effective access, in the order of their e-mails. */
export async function listMembers(
  principal: Principal,
  place: Place,
  filter: MemberFilter,
  page: PageRequest,
): Promise<Result<MembersOf>> {
  const entered = await enter(principal, place, "readPeople");
  if (!entered.ok) return entered;
  return success({ entry: entered.value, ...(await pageOf(entered.value, filter, page)) });
}

/** How a foreign client names one membership of a place. */
export type MemberReference =
  | { readonly membershipId: string }
  | { readonly personId: string }
  | { readonly email: string }
  | { readonly number: number };

export interface OneMember extends MemberAccess {
  readonly entry: Entry;
  /** All that its access can be made of. */
  readonly permissions: readonly Permission[];
}

/** One membership. Everyone may see his own; others' only who may read people. */
export async function readMember(
  principal: Principal,
  place: Place,
  reference: MemberReference,
): Promise<Result<OneMember>> {
  const entered = await enter(principal, place);
  if (!entered.ok) return entered;
  const entry = entered.value;
  const projectId = entry.project?.id ?? null;
  const filter = filterOf(reference);
  const page = filter ? await pageOf(entry, filter, { limit: 1 }) : undefined;
  const found = page?.people[0];
  const self = principal.actingAs?.personId ?? principal.personId;
  if (found?.member.person.id === self || entry.standing.has("readPeople", entry.level, projectId)) {
    return found && page
      ? success({ ...found, entry, permissions: page.permissions })
      : deny(principal, entry.organization.id, notFound("member"));
  }
  const again = await enter(principal, place, "readPeople");
  return again.ok ? deny(principal, entry.organization.id, notFound("member")) : again;
}

async function pageOf(entry: Entry, filter: MemberFilter, page: PageRequest): Promise<AccessPage> {
  return explain(
    await readMembers(
      store().pool,
      { organizationId: entry.organization.id, projectId: entry.project?.id ?? null },
      filter,
      page,
    ),
  );
}

/** Undefined where the reference cannot name anyone. */
export function filterOf(reference: MemberReference): MemberFilter | undefined {
  if ("membershipId" in reference)
    return isUuid(reference.membershipId) ? { membershipIds: [reference.membershipId] } : undefined;
  if ("personId" in reference)
    return isUuid(reference.personId) ? { personIds: [reference.personId] } : undefined;
  if ("number" in reference) return { numbers: [reference.number] };
  return { emails: [normalizeEmail(reference.email)] };
}

/** As addresses are stored and compared: no surrounding space, lower case. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
