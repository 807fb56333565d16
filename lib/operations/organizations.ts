import "server-only";
import { randomUUID } from "node:crypto";
import { reach } from "@/lib/core/access";
import { ADMINISTERS } from "@/lib/core/guards";
import { closure, indexCatalogue } from "@/lib/core/permission";
import { type Principal, viewerOf } from "@/lib/core/principal";
import { notFound, refuse, VIEWING_CHANGES_NOTHING } from "@/lib/core/refusal";
import { type Organization, SYSTEM_ORGANIZATION } from "@/lib/core/state";
import {
  type Belongings,
  type ProjectRow,
  readBelongings,
  readOrganizations,
  readProjects,
} from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import { type Founding, foundOrganization } from "@/lib/store/found-organization";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

/** The organizations that the asker is an active member of, for an operator all of them; by pages, in the order of their ids. */
export async function listOrganizations(
  principal: Principal,
  page: { limit: number; after?: string },
): Promise<Result<readonly Organization[]>> {
  const isNext = ({ id }: Organization) => page.after === undefined || id > page.after;
  if (principal.organizationId !== null) {
    const entered = await enter(principal, { organizationId: principal.organizationId });
    return success(entered.ok ? [entered.value.organization].filter(isNext) : []);
  }
  const own = await ownBelongings(principal);
  if (operates(principal, own)) return success(await readOrganizations(store().pool, page));
  const joined = openOrganizations(principal, own).filter(isNext);
  return success(joined.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, page.limit));
}

export async function readOrganization(principal: Principal, organizationId: string): Promise<Result<Entry>> {
  return enter(principal, { organizationId });
}

/** The organization that an act without one is about: the credential's, the chosen one, or the first joined. */
export async function homeOf(principal: Principal): Promise<string | null> {
  if (principal.organizationId !== null) return principal.organizationId;
  const own = await ownBelongings(principal);
  const joined = openOrganizations(principal, own);
  return (
    joined.find(({ id }) => id === own?.defaultOrganizationId)?.id ??
    joined[0]?.id ??
    (operates(principal, own) ? SYSTEM_ORGANIZATION : null)
  );
}

/** Remembers which organization the asker means when he names none. */
export async function setHome(principal: Principal, organizationId: string): Promise<Result<Entry>> {
  if (principal.actingAs) return deny(principal, null, VIEWING_CHANGES_NOTHING);
  const entered = await enter(principal, { organizationId });
  if (!entered.ok) return entered;
  // It says where the person signs in by the next time: that is his own.
  if (principal.narrowedTo !== null)
    return deny(
      principal,
      organizationId,
      refuse("not-allowed", "A token that is narrowed cannot choose your organization."),
    );
  await store().prisma.person.update({
    where: { id: principal.personId },
    data: { defaultOrganizationId: organizationId },
  });
  return entered;
}

/**
 * Founds an organization with the asker as its owner and a default project. With `sponsorId` the asker must hold
 * `create_org` in that organization; without, anyone with an unbound credential may (seed 002's family).
 */
export async function createOrganization(
  principal: Principal,
  founding: Omit<Founding, "id"> & { readonly sponsorId?: string },
): Promise<Result<Organization>> {
  const { sponsorId, ...rest } = founding;
  if (principal.actingAs) return deny(principal, sponsorId ?? null, VIEWING_CHANGES_NOTHING);
  if (sponsorId !== undefined) {
    const entered = await enter(principal, { organizationId: sponsorId }, "createOrganization");
    if (!entered.ok) return entered;
  } else if (principal.organizationId !== null || principal.narrowedTo !== null) {
    return deny(
      principal,
      null,
      refuse("not-allowed", "A token that is bound or narrowed cannot found an organization."),
    );
  }
  const founded = await foundOrganization(principal, { ...rest, id: randomUUID() });
  if (founded === "taken")
    return deny(
      principal,
      null,
      refuse("conflict", `There is an organization "${rest.name}" of that kind already.`, {
        noun: "organization",
        field: "name",
      }),
    );
  return success(founded);
}

/** The projects that the asker belongs to, or may change people in through the organization. */
export async function listOwnProjects(principal: Principal): Promise<Result<readonly ProjectRow[]>> {
  const own = await ownBelongings(principal);
  const open = openOrganizations(principal, own, true);
  const administered = open
    .filter(({ id }) => own !== null && administers(principal, own, id))
    .map(({ id }) => id);
  const ids = (own?.memberships ?? []).flatMap((member) =>
    member.projectId !== null && member.status === "ACTIVE" ? [member.projectId] : [],
  );
  const projects = await readProjects(store().pool, { organizationIds: administered, ids });
  return success(projects.filter((project) => open.some(({ id }) => id === project.organizationId)));
}

/** The projects of one organization. Who may not change people there sees those that he belongs to. */
export async function listProjects(
  principal: Principal,
  organizationId: string,
): Promise<Result<{ readonly entry: Entry; readonly projects: readonly ProjectRow[] }>> {
  const entered = await enter(principal, { organizationId });
  if (!entered.ok) return entered;
  return success({ entry: entered.value, projects: await projectsSeen(principal, entered.value) });
}

/** The same for who was let in already, be it through one of the projects. */
export async function projectsSeen(
  principal: Principal,
  { organization, standing, snapshot }: Entry,
): Promise<readonly ProjectRow[]> {
  const all = await readProjects(store().pool, { organizationIds: [organization.id] });
  if (standing.has("readPeople", ownLevel(organization), null)) return all;
  const self = snapshot.actor.filter(({ person }) => person.id === viewerOf(principal));
  const own = new Set(self.map((member) => member.projectId));
  return all.filter((project) => own.has(project.id));
}

/** The level of an organization's own people. */
export function ownLevel({ kind }: Organization): "SYSTEM" | "ORGANIZATION" {
  return kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION";
}

/** Who the asker is, with everything that he belongs to. */
export async function readSelf(principal: Principal): Promise<Result<Belongings>> {
  const own = await readBelongings(store().pool, viewerOf(principal));
  return own ? success(own) : deny(principal, null, notFound("person"));
}

function ownBelongings(principal: Principal): Promise<Belongings | null> {
  return readBelongings(store().pool, viewerOf(principal));
}

function isBoundTo(principal: Principal, organizationId: string): boolean {
  return principal.organizationId === null || principal.organizationId === organizationId;
}

/** Those of his organizations that he is let into now. */
export function openOrganizations(
  principal: Principal,
  own: Belongings | null,
  throughProjects = false,
): Organization[] {
  const joined = new Set(
    (own?.memberships ?? [])
      .filter((member) => member.status === "ACTIVE" && (throughProjects || member.projectId === null))
      .map((member) => member.organizationId),
  );
  return (own?.organizations ?? []).filter(
    (organization) =>
      organization.kind !== "SYSTEM" &&
      organization.status !== "DEACTIVATED" &&
      joined.has(organization.id) &&
      isBoundTo(principal, organization.id),
  );
}

/** Whether the asker supports every organization. To be none is no offence, so it is no denial. */
export async function isOperator(principal: Principal): Promise<boolean> {
  return operates(principal, await ownBelongings(principal));
}

function operates(principal: Principal, own: Belongings | null): boolean {
  return own !== null && holds(principal, own, SYSTEM_ORGANIZATION, ADMINISTERS.SYSTEM);
}

function administers(principal: Principal, own: Belongings, organizationId: string): boolean {
  return holds(principal, own, organizationId, ADMINISTERS.ORGANIZATION);
}

/** By his rows, and never more than his credential is narrowed to. */
function holds({ narrowedTo }: Principal, own: Belongings, organizationId: string, name: string): boolean {
  const catalogue = indexCatalogue(own.permissions);
  const roles = new Map(own.roles.map((role) => [role.id, role]));
  const rows = own.memberships.filter(
    (member) =>
      member.organizationId === organizationId && member.projectId === null && member.status === "ACTIVE",
  );
  const permission = catalogue.byName.get(name.toLowerCase());
  if (!permission || !reach(rows, roles, catalogue).has(permission.id)) return false;
  return narrowedTo === null || closure(catalogue, narrowedTo).has(permission.id);
}
