import "server-only";
import { applying, effectiveAccess, type Source } from "@/lib/core/access";
import { indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import type { Member } from "@/lib/core/state";
import { readCatalogue } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { type PageRequest, readMembers } from "@/lib/store/members";
import { readEmails } from "@/lib/store/whereabouts";
import { placeIn } from "./place";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

export interface Holder {
  readonly member: Member;
  readonly sources: readonly Source[];
}

export interface Holders {
  readonly permission: Permission;
  readonly holders: readonly Holder[];
  readonly total: number;
  readonly emails: ReadonlyMap<string, string>;
}

/**
 * Who holds a permission, by whatever way, in the order of the e-mails. A project's permission that is asked of the
 * organization: who reaches every project with it.
 */
export async function listHolders(
  principal: Principal,
  organizationId: string,
  asked: { readonly permissionId: string; readonly projectId: string | undefined },
  page: PageRequest,
): Promise<Result<Holders>> {
  const place = await placeIn(principal, organizationId, asked.projectId);
  if (!place.ok) return place;
  const entered = await enter(principal, place.value, "readPeople");
  if (!entered.ok) return entered;
  const entry = entered.value;
  const permission = await permissionOf(entry, asked.permissionId);
  if (!permission) return deny(principal, organizationId, notFound("permission"));
  const scope = { organizationId, projectId: entry.project?.id ?? null };
  const found = await readMembers(store().pool, scope, { permissionId: permission.id }, page);
  const catalogue = indexCatalogue(found.permissions);
  const roles = new Map(found.roles.map((role) => [role.id, role]));
  const holders = found.members.map((member): Holder => {
    const rows = applying([member, ...found.above], member.person.id, member.projectId);
    return {
      member,
      sources: effectiveAccess(rows, roles, catalogue, permission.level).get(permission.id) ?? [],
    };
  });
  const givers = holders.flatMap(({ sources }) =>
    sources.flatMap((source) => (source.kind === "direct" && source.grantedBy ? [source.grantedBy] : [])),
  );
  return success({ permission, holders, total: found.total, emails: await readEmails([...new Set(givers)]) });
}

async function permissionOf(entry: Entry, id: string): Promise<Permission | undefined> {
  const levels = entry.level === "ORGANIZATION" ? (["ORGANIZATION", "PROJECT"] as const) : [entry.level];
  for (const level of levels) {
    const found = (await readCatalogue(entry.organization.id, level)).find((each) => each.id === id);
    if (found) return found;
  }
  return undefined;
}
