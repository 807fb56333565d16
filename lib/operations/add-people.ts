import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { State } from "@/lib/core/state";
import { readProjectMemberships } from "@/lib/store/organization-people";
import { findPerson } from "@/lib/store/people";
import { type Invitee, invite } from "./invitations";
import { normalizeEmail } from "./list-members";
import { type OrganizationPeople, withInviters } from "./organization-people";
import { roleOfAnotherLevel } from "./organization-role";
import { VIEWS_PROJECT } from "./person-projects";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

/** A person by id, by address, or by both, which then have to name the same one. */
export type PersonName =
  | { readonly personId: string; readonly email?: string }
  | { readonly email: string; readonly personId?: undefined };

export interface PersonToAdd {
  readonly name: PersonName;
  readonly projectIds: readonly string[];
  readonly roleId: string | null;
}

/**
 * Lets people join an organization and some of its projects, all or nothing. Who has an account joins at once, others
 * wait for their invitation; who is there keeps what he has. Answers those people, each once, in the order asked for.
 */
export async function addPeople(
  principal: Principal,
  organizationId: string,
  wanted: readonly PersonToAdd[],
): Promise<Result<OrganizationPeople>> {
  const entered = await enter(principal, { organizationId }, "changePeople");
  if (!entered.ok) return entered;
  const names = wanted.map(({ name }) => name);
  if (!(await Promise.all(names.map(namesSomeone))).every(Boolean)) {
    return deny(principal, organizationId, notFound("person"));
  }
  const isThere = await projectMembershipsOf(organizationId, names);
  const invitees = wanted.flatMap((each) => inviteesOf(each, isThere));
  const invited = await invite(principal, organizationId, invitees);
  if (!invited.ok) return roleOfAnotherLevel(invited);
  return success(await withInviters(organizationId, membersNamed(names, invited.value.changed.after)));
}

/** An address names whoever will have it; an id has to exist, and to have the address beside it where there is one. */
async function namesSomeone({ personId, email }: PersonName): Promise<boolean> {
  if (personId === undefined) return true;
  const person = isUuid(personId) ? await findPerson({ id: personId }) : null;
  return person !== null && (email === undefined || person.email === normalizeEmail(email));
}

type IsThere = (name: PersonName, projectId: string) => boolean;

async function projectMembershipsOf(organizationId: string, names: readonly PersonName[]): Promise<IsThere> {
  const rows = await readProjectMemberships(organizationId, {
    personIds: names.flatMap(({ personId }) => personId ?? []),
    emails: names.flatMap(({ email }) => (email === undefined ? [] : normalizeEmail(email))),
  });
  const known = new Set(
    rows.flatMap((row) => [`${row.personId} ${row.projectId}`, `${row.email} ${row.projectId}`]),
  );
  return ({ personId, email }, projectId) =>
    known.has(`${personId?.toLowerCase() ?? normalizeEmail(email ?? "")} ${projectId}`);
}

function inviteesOf({ name, projectIds, roleId }: PersonToAdd, isThere: IsThere): Invitee[] {
  const person =
    name.personId === undefined ? { email: name.email } : { personId: name.personId.toLowerCase() };
  const roleIds = roleId === null ? [] : [roleId];
  return [
    { person, projectId: null, permissions: [], roleIds, mode: "strangers" },
    ...projectIds.map((projectId): Invitee => {
      const permissions = isThere(name, projectId) ? [] : [VIEWS_PROJECT];
      return { person, projectId, permissions, roleIds: [], mode: "along" };
    }),
  ];
}

function membersNamed(names: readonly PersonName[], { members, roles }: State) {
  const own = [...members.values()].filter((member) => member.projectId === null);
  const found = names.flatMap(({ personId, email }) =>
    own.filter(({ person }) =>
      personId === undefined ? person.email === normalizeEmail(email) : person.id === personId.toLowerCase(),
    ),
  );
  return [...new Set(found)].map((member) => ({
    member,
    roles: member.assignments.flatMap(({ roleId }) => roles.get(roleId) ?? []),
  }));
}
