import "server-only";
import { applying, effectiveAccess } from "@/lib/core/access";
import { indexCatalogue, isVisibleTo } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { type Organization, type Person, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { Belongings } from "@/lib/store/belongings";
import { readTokens, type TokenRow } from "@/lib/store/lists";
import { findPerson, type PersonRow, searchPeople } from "@/lib/store/people";
import { readSessions, type SessionRow } from "@/lib/store/sessions";
import { readEmails } from "@/lib/store/whereabouts";
import type { Described } from "./describe-members";
import { isUuid } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";
import { readEverything } from "./support";

/** PostgreSQL's integer ends here: a longer number names nobody. */
const NUMBER_MOST = 2_147_483_647;

/** People everywhere by a uuid, a user's integer, or words of e-mail and name; by e-mail. For operators. */
export async function findPeople(
  principal: Principal,
  text: string,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<Result<readonly PersonRow[]>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  if (!entered.ok) return entered;
  const words = text.trim();
  if (isUuid(words)) return success(await oneOrNone({ id: words }));
  const number = /^\d+$/.test(words) ? Number(words) : 0;
  const named = number > 0 && number <= NUMBER_MOST ? await oneOrNone({ number }) : [];
  return success(named.length > 0 ? named : await searchPeople(words, page.limit, page.after));
}

async function oneOrNone(key: { id: string } | { number: number }): Promise<readonly PersonRow[]> {
  const person = await findPerson(key);
  return person ? [person] : [];
}

export interface DeskPerson {
  readonly person: Person;
  /** The rows that the memberships below explain. */
  readonly belongings: Belongings;
  readonly memberships: readonly (Described & { readonly organization: Organization })[];
  readonly sessions: readonly SessionRow[];
  readonly tokens: readonly TokenRow[];
}

/** Everything about one person in every organization. For operators. */
export async function readDesk(principal: Principal, personId: string): Promise<Result<DeskPerson>> {
  const read = await readEverything(principal, personId);
  if (!read.ok) return read;
  const own = read.value;
  const givers = own.memberships.flatMap(({ grants, assignments }) => [
    ...grants.map(({ grantedBy }) => grantedBy),
    ...assignments.map(({ assignedBy }) => assignedBy),
  ]);
  const [sessions, tokens, emails] = await Promise.all([
    readSessions(personId),
    readTokens({ personId }),
    readEmails([...new Set(givers.filter((id) => id !== null))]),
  ]);
  const memberships = own.organizations.flatMap((organization) => describeIn(own, organization, emails));
  return success({ person: own.person, belongings: own, memberships, sessions, tokens });
}

function describeIn(own: Belongings, organization: Organization, emails: ReadonlyMap<string, string>) {
  const catalogue = indexCatalogue(
    own.permissions.filter((permission) => isVisibleTo(permission, organization.kind)),
  );
  const roles = new Map(own.roles.map((role) => [role.id, role]));
  const members = own.memberships.filter((member) => member.organizationId === organization.id);
  return members.map((member) => ({
    member,
    organization,
    access: effectiveAccess(
      applying(members, member.person.id, member.projectId),
      roles,
      catalogue,
      member.level,
    ),
    roles: member.assignments.flatMap(({ roleId }) => roles.get(roleId) ?? []),
    permissions: catalogue.byId,
    emails,
  }));
}
