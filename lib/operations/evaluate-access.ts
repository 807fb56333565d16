import "server-only";
import { type Access, effectiveAccess, inForceIn } from "@/lib/core/access";
import { findPermission, type Permission } from "@/lib/core/permission";
import { type Principal, viewerLabelOf, viewerOf } from "@/lib/core/principal";
import type { Question } from "@/lib/core/question";
import { notFound, refuse } from "@/lib/core/refusal";
import type { Member } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import type { Place } from "@/lib/store/snapshot";
import { normalizeEmail } from "./list-members";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

/** How a question names a person. */
export type PersonName = { readonly personId: string } | { readonly email: string };

/** Whether someone may do something now. A no says why, in a sentence. */
export type Verdict = { readonly held: true } | { readonly held: false; readonly reason: string };

/**
 * Whether a person of the place's organization holds a permission there now: what waits for an invitation, is suspended
 * or hangs on a deactivated organization is not held. Asked by who may read people there, or by the person himself.
 * One statement reads all that the answer hangs on.
 */
export async function evaluateAccess(
  principal: Principal,
  place: Place,
  question: { readonly who: PersonName; readonly permission: string },
): Promise<Result<Verdict>> {
  const read = await accessNow(principal, place, question.who, [question.permission]);
  if (!read.ok) return read;
  const { entry, person, access } = read.value;
  const permission = findPermission(entry.catalogue, question.permission);
  if (permission?.level !== entry.level) {
    const refusal = refuse("unknown-permission", `No such permission here: ${question.permission}.`, {
      noun: "permission",
    });
    return deny(principal, entry.organization.id, refusal);
  }
  if (access.has(permission.id)) return success({ held: true });
  return success({ held: false, reason: `${person.email} does not hold ${permission.name} here.` });
}

/** What a person may do at a place now, in the catalogue's order; asked by whom `evaluateAccess` answers too. */
export async function listPermissionsNow(
  principal: Principal,
  place: Place,
  who: PersonName,
): Promise<Result<readonly Permission[]>> {
  const read = await accessNow(principal, place, who, []);
  if (!read.ok) return read;
  const { entry, access } = read.value;
  const catalogue = await readCatalogue(entry.organization.id, entry.level);
  return success(catalogue.filter(({ id }) => access.has(id)));
}

interface AccessNow {
  readonly entry: Entry;
  readonly person: Member["person"];
  readonly access: Access;
}

async function accessNow(
  principal: Principal,
  place: Place,
  who: PersonName,
  permissions: readonly string[],
): Promise<Result<AccessNow>> {
  const guard = isSelf(principal, who) ? undefined : "readPeople";
  const entered = await enter(principal, place, guard, { ...named(who), permissions });
  if (!entered.ok) return entered;
  const entry = entered.value;
  const { snapshot, organization } = entry;
  const projectId = entry.project?.id ?? null;
  const here = snapshot.members.filter((row) => row.projectId === null || row.projectId === projectId);
  const person = here[0]?.person;
  if (!person) return deny(principal, organization.id, notFound("member"));
  const now = inForceIn(organization, here, person.id);
  const roles = new Map(snapshot.roles.map((role) => [role.id, role]));
  return success({ entry, person, access: effectiveAccess(now, roles, entry.catalogue, entry.level) });
}

/** What is no uuid names nobody. */
function named(who: PersonName): Partial<Question> {
  if ("email" in who) return { emails: [normalizeEmail(who.email)] };
  return isUuid(who.personId) ? { personIds: [who.personId] } : {};
}

/** Known before anything is read: whether there is such a person must not show in how the asker is refused. */
export function isSelf(principal: Principal, who: PersonName): boolean {
  if ("personId" in who) return who.personId.toLowerCase() === viewerOf(principal);
  return normalizeEmail(who.email) === viewerLabelOf(principal);
}
