import "server-only";
import { type Access, applying, effectiveAccess, inForce } from "@/lib/core/access";
import { indexCatalogue, type Permission } from "@/lib/core/permission";
import { type Principal, viewerLabelOf, viewerOf } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import type { Member } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import type { Place } from "@/lib/store/snapshot";
import { permissionOf, readRows } from "./explain-access";
import { type MemberReference, normalizeEmail } from "./list-members";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

/** Whether someone may do something now. A no says why, in a sentence. */
export type Verdict = { readonly held: true } | { readonly held: false; readonly reason: string };

/**
 * Whether a person of the place's organization holds a permission there now: what waits for an invitation, is suspended
 * or hangs on a deactivated organization is not held. Asked by who may read people there, or by the person himself.
 */
export async function evaluateAccess(
  principal: Principal,
  place: Place,
  question: { readonly who: MemberReference; readonly permission: string },
): Promise<Result<Verdict>> {
  const read = await accessNow(principal, place, question.who);
  if (!read.ok) return read;
  const { entry, person, access } = read.value;
  const permission = await permissionOf(entry, question.permission);
  if (!permission) {
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
  who: MemberReference,
): Promise<Result<readonly Permission[]>> {
  const read = await accessNow(principal, place, who);
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
  who: MemberReference,
): Promise<Result<AccessNow>> {
  const entered = await enter(principal, place, isSelf(principal, who) ? undefined : "readPeople");
  if (!entered.ok) return entered;
  const entry = entered.value;
  const rows = await readRows(entry, who);
  const person = rows.members[0]?.person;
  if (!person) return deny(principal, entry.organization.id, notFound("member"));
  const isOut = entry.organization.status === "DEACTIVATED";
  const now = isOut ? [] : inForce(rows.members, person.id);
  const access = effectiveAccess(
    applying(now, person.id, entry.project?.id ?? null),
    new Map(rows.roles.map((role) => [role.id, role])),
    indexCatalogue(rows.permissions),
    entry.level,
  );
  return success({ entry, person, access });
}

/** Known before anything is read: whether there is such a person must not show in how the asker is refused. */
export function isSelf(principal: Principal, who: MemberReference): boolean {
  if ("personId" in who) return who.personId.toLowerCase() === viewerOf(principal);
  return "email" in who && normalizeEmail(who.email) === viewerLabelOf(principal);
}
