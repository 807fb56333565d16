import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { FoundPerson, LockedOut, SupportPerson } from "@/lib/core/support-view";
import { readProjects } from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import type { PersonRow } from "@/lib/store/people";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { listLocked } from "./support";
import { findPeople, readDesk } from "./support-desk";

const FOUND_MOST = 50;

/** People everywhere, by whatever is known of them. For operators. */
export async function findPeopleView(
  principal: Principal,
  text: string,
  after?: string,
): Promise<Result<readonly FoundPerson[]>> {
  const found = await findPeople(principal, text, { limit: FOUND_MOST, after });
  return found.ok ? success(found.value.map(viewOf)) : found;
}

function viewOf({ id, number, email, firstName, lastName, lockedAt, createdAt }: PersonRow): FoundPerson {
  const times = { lockedAt: lockedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
  return { id, number, email, firstName, lastName, ...times };
}

/** Who is locked out of signing in. For operators. */
export async function listLockedView(principal: Principal): Promise<Result<readonly LockedOut[]>> {
  const found = await listLocked(principal);
  if (!found.ok) return found;
  return success(found.value.map((each) => ({ ...each, lockedAt: each.lockedAt?.toISOString() ?? null })));
}

/** Everything about one person. For operators. */
export async function readSupportPerson(
  principal: Principal,
  personId: string,
): Promise<Result<SupportPerson>> {
  if (!isUuid(personId)) return deny(principal, null, notFound("person"));
  const read = await readDesk(principal, personId);
  if (!read.ok) return read;
  const { belongings, sessions, tokens } = read.value;
  const ids = belongings.memberships.flatMap(({ projectId }) => projectId ?? []);
  const projects = ids.length === 0 ? [] : await readProjects(store().pool, { ids });
  const { person, memberships, organizations, roles, permissions } = belongings;
  return success({
    person,
    memberships,
    organizations,
    roles,
    permissions,
    projects,
    tokens,
    sessions: sessions.map(({ createdAt, lastUsedAt, expiresAt, ...rest }) => ({
      ...rest,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })),
  });
}
