import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { Member } from "@/lib/core/state";
import { store } from "@/lib/store/database";
import { readMembers } from "@/lib/store/members";
import type { PersonName } from "./add-people";
import { type Changed, changeAccess } from "./change-access";
import { normalizeEmail } from "./list-members";
import { deny, isUuid } from "./refuse";
import type { Result } from "./result";
import { enter } from "./standing";

/** Removes people from an organization and its projects, all or nothing: one who is no member spoils the list. */
export async function removePeople(
  principal: Principal,
  organizationId: string,
  names: readonly PersonName[],
): Promise<Result<Changed>> {
  const isLeaving = names.every((name) => matches(name, { id: principal.personId, email: principal.label }));
  const entered = await enter(principal, { organizationId }, isLeaving ? undefined : "readPeople");
  if (!entered.ok) return entered;
  const members = await membersNamed(organizationId, names);
  const found = names.map((name) => members.find(({ person }) => matches(name, person))?.id);
  const known = found.filter((id) => id !== undefined);
  if (known.length < found.length) return deny(principal, organizationId, notFound("member"));
  const changes = [...new Set(known)].map((member) => ({ kind: "remove-member", member }) as const);
  return changeAccess(principal, { organizationId, projectId: null, changes });
}

function matches(
  { personId, email }: PersonName,
  person: { readonly id: string; readonly email: string },
): boolean {
  if (personId !== undefined && personId.toLowerCase() !== person.id) return false;
  return email === undefined || normalizeEmail(email) === person.email;
}

async function membersNamed(
  organizationId: string,
  names: readonly PersonName[],
): Promise<readonly Member[]> {
  const scope = { organizationId, projectId: null };
  const personIds = names.flatMap(({ personId }) => (isUuid(personId) ? [personId] : []));
  const emails = names.flatMap(({ email }) => (email === undefined ? [] : normalizeEmail(email)));
  const [byId, byEmail] = await Promise.all([
    readMembers(store().pool, scope, { personIds }, { limit: names.length }),
    readMembers(store().pool, scope, { emails }, { limit: names.length }),
  ]);
  return [...byId.members, ...byEmail.members];
}
