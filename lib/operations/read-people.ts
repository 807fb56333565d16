import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { readCatalogue } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { type MemberFilter, readMembers } from "@/lib/store/members";
import { explain, type MemberAccess } from "./member-access";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

const PAGE = 500;

export interface PeopleOf {
  readonly people: readonly MemberAccess[];
  /** All that the organization sees, in the catalogue's order: what someone does not hold is a part of the answer. */
  readonly permissions: readonly Permission[];
}

/** Everyone in an organization beside its catalogue, in the order of their e-mails: for who may read people. */
export async function readEveryone(principal: Principal, organizationId: string): Promise<Result<PeopleOf>> {
  const permissions = await readCatalogueOfPeople(principal, organizationId);
  if (!permissions.ok) return permissions;
  return success({ people: await readAllPages(organizationId), permissions: permissions.value });
}

/** One membership of an organization beside its catalogue: for who may read people, and about himself no more than they. */
export async function readOneOfPeople(
  principal: Principal,
  organizationId: string,
  membershipId: string,
): Promise<Result<MemberAccess & Pick<PeopleOf, "permissions">>> {
  const permissions = await readCatalogueOfPeople(principal, organizationId);
  if (!permissions.ok) return permissions;
  const filter = { membershipIds: isUuid(membershipId) ? [membershipId] : [] };
  const [found] = await readPage(organizationId, filter, undefined);
  if (!found) return deny(principal, organizationId, notFound("member"));
  return success({ ...found, permissions: permissions.value });
}

/** The catalogue that an organization's people choose from: for who may read people. */
export async function readCatalogueOfPeople(
  principal: Principal,
  organizationId: string,
): Promise<Result<readonly Permission[]>> {
  const entered = await enter(principal, { organizationId }, "readPeople");
  if (!entered.ok) return entered;
  return success(await readCatalogue(organizationId, entered.value.level));
}

async function readAllPages(organizationId: string): Promise<readonly MemberAccess[]> {
  const people: MemberAccess[] = [];
  for (let page = await readPage(organizationId, {}, undefined); ; ) {
    people.push(...page);
    const last = page.at(-1)?.member.person.email;
    if (page.length < PAGE || last === undefined) return people;
    page = await readPage(organizationId, {}, last);
  }
}

async function readPage(
  organizationId: string,
  filter: MemberFilter,
  after: string | undefined,
): Promise<readonly MemberAccess[]> {
  const page = { limit: PAGE, ...(after === undefined ? {} : { after }) };
  return explain(await readMembers(store().pool, { organizationId, projectId: null }, filter, page)).people;
}
