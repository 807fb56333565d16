import "server-only";
import { type Access, applying, effectiveAccess, inForce } from "@/lib/core/access";
import { findPermission, indexCatalogue, isVisibleTo, type Level } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { guardRefusal, type Standing, standingOf } from "@/lib/core/standing";
import type { Organization } from "@/lib/core/state";
import { type Belongings, readBelongings, readProjects } from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import { findPerson } from "@/lib/store/people";
import { readSnapshot } from "@/lib/store/snapshot";
import { isSelf, type PersonName } from "./evaluate-access";
import { normalizeEmail } from "./list-members";
import { isUuid } from "./refuse";
import { type Result, success } from "./result";
import type { SearchPage, SearchRequest } from "./search-access";

/**
 * The organizations, or the projects, in which a person may do something now, by id: of those alone in which the asker
 * may read people, or belongs to where he asks about himself. The others are passed over as if they did not exist.
 */
export async function searchPlaces(
  principal: Principal,
  kind: "organization" | "project",
  question: { readonly who: PersonName; readonly permission: string },
  { limit, after }: SearchRequest,
): Promise<Result<SearchPage<string>>> {
  const belongings = await belongingsOf(question.who);
  const about = { isSelf: isSelf(principal, question.who), permission: question.permission };
  const found: string[] = [];
  for (const organization of belongings?.organizations ?? []) {
    if (!belongings || organization.status === "DEACTIVATED") continue;
    const places = await placesIn(belongings, organization, kind);
    const held = places.filter(({ level, access }) => holds(belongings, level, access, about.permission));
    if (held.length === 0) continue;
    const standing = await standingIn(principal, organization.id);
    found.push(
      ...held.filter((place) => standing && mayAsk(standing, place, about.isSelf)).map(({ id }) => id),
    );
  }
  const rest = found.sort().filter((id) => after === undefined || id > after);
  const shown = rest.slice(0, limit);
  return success({ found: shown, next: rest.length > limit ? (shown.at(-1) ?? after ?? "") : null });
}

interface PlaceOf {
  readonly id: string;
  readonly projectId: string | null;
  readonly level: Level;
  readonly access: Access;
}

async function belongingsOf(who: PersonName): Promise<Belongings | null> {
  if ("personId" in who) return isUuid(who.personId) ? readBelongings(store().pool, who.personId) : null;
  const person = await findPerson({ email: normalizeEmail(who.email) });
  return person && readBelongings(store().pool, person.id);
}

async function placesIn(
  { person, memberships, roles, permissions }: Belongings,
  organization: Organization,
  kind: "organization" | "project",
): Promise<readonly PlaceOf[]> {
  const here = inForce(memberships, person.id).filter((each) => each.organizationId === organization.id);
  const seen = indexCatalogue(permissions.filter((each) => isVisibleTo(each, organization.kind)));
  const givenBy = new Map(roles.map((role) => [role.id, role]));
  const place = (id: string, projectId: string | null, level: Level): PlaceOf => ({
    id,
    projectId,
    level,
    access: effectiveAccess(applying(here, person.id, projectId), givenBy, seen, level),
  });
  if (kind === "organization")
    return [place(organization.id, null, organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION")];
  const projects = await readProjects(store().pool, { organizationIds: [organization.id] });
  return projects.map(({ id }) => place(id, id, "PROJECT"));
}

function holds({ permissions }: Belongings, level: Level, access: Access, reference: string): boolean {
  const ofLevel = indexCatalogue(permissions.filter((each) => each.level === level));
  const wanted = findPermission(ofLevel, reference);
  return wanted !== undefined && access.has(wanted.id);
}

/** What the asker may do there. It records nothing: he named none of these places. */
async function standingIn(principal: Principal, organizationId: string): Promise<Standing | null> {
  const snapshot = await readSnapshot(store().pool, principal, { organizationId });
  return snapshot && standingOf(principal, snapshot, indexCatalogue(snapshot.permissions));
}

function mayAsk(standing: Standing, { level, projectId }: PlaceOf, self: boolean): boolean {
  if (self) return standing.belongs(projectId);
  return guardRefusal(standing, "readPeople", level, projectId) === null;
}
