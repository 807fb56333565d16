import "server-only";
import { effectiveAccess, inForceIn, reach } from "@/lib/core/access";
import { findPermission, type Permission } from "@/lib/core/permission";
import { type Principal, viewerLabelOf, viewerOf } from "@/lib/core/principal";
import type { Question } from "@/lib/core/question";
import { notFound, refuse } from "@/lib/core/refusal";
import { permissionsThatAdmit } from "@/lib/core/standing";
import { readCatalogue } from "@/lib/store/catalogue";
import { readHoldings } from "@/lib/store/holdings";
import type { Place } from "@/lib/store/snapshot";
import { normalizeEmail } from "./list-members";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { admit, enter } from "./standing";

/** How a question names a person. */
export type PersonName = { readonly personId: string } | { readonly email: string };

/** Whether someone may do something now. A no says why, in a sentence. */
export type Verdict = { readonly held: true } | { readonly held: false; readonly reason: string };

/**
 * Whether a person of the place's organization holds a permission there now: what waits for an invitation, is suspended
 * or hangs on a deactivated organization is not held. Asked by who may read people there, or by the person himself.
 * One statement reads all that the answer hangs on, and nothing else.
 */
export async function evaluateAccess(
  principal: Principal,
  place: Place,
  { who, permission: reference }: { readonly who: PersonName; readonly permission: string },
): Promise<Result<Verdict>> {
  const permissions = [...permissionsThatAdmit("readPeople"), reference];
  const read = () => readHoldings(principal, place, { ...named(who), permissions });
  const admitted = await admit(principal, place, guardOf(principal, who), read);
  if (!admitted.ok) return admitted;
  const { level, catalogue, facts } = admitted.value;
  const person = facts.members.find(({ projectId }) => isInScope(projectId, place))?.person;
  if (!person) return deny(principal, facts.organization.id, notFound("member"));
  const permission = findPermission(catalogue, reference);
  if (permission?.level !== level) return deny(principal, facts.organization.id, unknown(reference));
  const here = facts.members.filter(({ projectId }) => isInScope(projectId, place));
  const now = inForceIn(facts.organization, here, person.id);
  if (reach(now, new Map(), catalogue).has(permission.id)) return success({ held: true });
  return success({ held: false, reason: `${person.email} does not hold ${permission.name} here.` });
}

const unknown = (reference: string) =>
  refuse("unknown-permission", `No such permission here: ${reference}.`, { noun: "permission" });

/** What a person may do at a place now, in the catalogue's order; asked by whom `evaluateAccess` answers too. */
export async function listPermissionsNow(
  principal: Principal,
  place: Place,
  who: PersonName,
): Promise<Result<readonly Permission[]>> {
  const entered = await enter(principal, place, guardOf(principal, who), named(who));
  if (!entered.ok) return entered;
  const { snapshot, organization, level, catalogue: met } = entered.value;
  const here = snapshot.members.filter(({ projectId }) => isInScope(projectId, place));
  const person = here[0]?.person;
  if (!person) return deny(principal, organization.id, notFound("member"));
  const roles = new Map(snapshot.roles.map((role) => [role.id, role]));
  const access = effectiveAccess(inForceIn(organization, here, person.id), roles, met, level);
  const catalogue = await readCatalogue(organization.id, level);
  return success(catalogue.filter(({ id }) => access.has(id)));
}

/** The organization's own rows reach down into its projects. */
const isInScope = (projectId: string | null, place: Place): boolean =>
  projectId === null || ("projectId" in place && projectId === place.projectId.toLowerCase());

const guardOf = (principal: Principal, who: PersonName) =>
  isSelf(principal, who) ? undefined : "readPeople";

/** What is no uuid names nobody. */
function named(who: PersonName): Pick<Question, "emails" | "personIds"> {
  if ("email" in who) return { emails: [normalizeEmail(who.email)], personIds: [] };
  return { emails: [], personIds: isUuid(who.personId) ? [who.personId] : [] };
}

/** Known before anything is read: whether there is such a person must not show in how the asker is refused. */
export function isSelf(principal: Principal, who: PersonName): boolean {
  if ("personId" in who) return who.personId.toLowerCase() === viewerOf(principal);
  return normalizeEmail(who.email) === viewerLabelOf(principal);
}
