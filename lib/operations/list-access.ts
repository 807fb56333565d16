import "server-only";
import { closure, indexCatalogue } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { type AccessRow, readAccessPage } from "@/lib/store/access-page";
import { placeIn } from "./place";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface HeldNow {
  readonly person: AccessRow;
  /** Names, in the order of the alphabet. */
  readonly permissions: readonly string[];
}

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
  const entered = await enter(principal, place.value, "readPeople");
  if (!entered.ok) return entered;
  const { organization, project, level } = entered.value;
  const read = await readAccessPage({ organizationId, projectId: project?.id ?? null }, page);
  const catalogue = indexCatalogue(read.permissions);
  const names = new Map(
    read.permissions.filter((each) => each.level === level).map(({ id, name }) => [id, name]),
  );
  const people = read.people.map((person): HeldNow => {
    const given = (person.roleIds ?? [])
      .flatMap((id) => read.roles[id] ?? [])
      .concat(person.permissionIds ?? []);
    const held = [...closure(catalogue, given)].flatMap((id) => names.get(id) ?? []);
    return { person, permissions: held.sort() };
  });
  return success({ revision: organization.revision, people });
}
