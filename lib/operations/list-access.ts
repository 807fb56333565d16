import "server-only";
import { closures } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { permissionsThatAdmit } from "@/lib/core/standing";
import { type AccessRow, readAccessPage } from "@/lib/store/access-page";
import { readHoldings } from "@/lib/store/holdings";
import { placeIn } from "./place";
import { type Result, success } from "./result";
import { admit } from "./standing";

export interface HeldNow {
  readonly person: AccessRow;
  /** Names, in the order of the alphabet. */
  readonly permissions: readonly string[];
}

/** The asker alone. */
const NOBODY = { personIds: [], emails: [] };

/**
 * Who may do what now: a page of the people of an organization or of one of its projects, in the order of their
 * e-mails, with the names of all that they hold there in effect. For who may read people there. At most three
 * statements, and no page costs more than another.
 */
export async function listAccess(
  principal: Principal,
  organizationId: string,
  projectId: string | undefined,
  page: { readonly limit: number; readonly after: string | null },
): Promise<Result<{ readonly revision: number; readonly people: readonly HeldNow[] }>> {
  const place = await placeIn(principal, organizationId, projectId);
  if (!place.ok) return place;
  const question = { ...NOBODY, permissions: permissionsThatAdmit("readPeople") };
  const read = () => readHoldings(principal, place.value, question);
  const admitted = await admit(principal, place.value, "readPeople", read);
  if (!admitted.ok) return admitted;
  const { facts, level } = admitted.value;
  const { organization } = facts;
  const rows = await readAccessPage({ organizationId: organization.id, projectId: projectId ?? null }, page);
  // Once, and not for each of the people.
  const heldBy = closures([...rows.permissions].sort(byName));
  const people = rows.people.map((person): HeldNow => {
    const held = heldBy(person.permissionIds).filter((permission) => permission.level === level);
    return { person, permissions: held.map(({ name }) => name) };
  });
  return success({ revision: organization.revision, people });
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
