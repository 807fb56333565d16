import "server-only";
import type { Level, Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { type RoleWithHolders, readCatalogue, readRoles } from "@/lib/store/catalogue";
import type { Place } from "@/lib/store/snapshot";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

export interface CatalogueOf {
  readonly entry: Entry;
  readonly permissions: readonly Permission[];
}

/** The permissions of the place's level (or of `level`) that its organization sees. Everyone who belongs may know them. */
export async function listPermissions(
  principal: Principal,
  place: Place,
  level?: Level,
): Promise<Result<CatalogueOf>> {
  const entered = await enter(principal, place);
  if (!entered.ok) return entered;
  const entry = entered.value;
  const wanted = level ?? entry.level;
  // The system's catalogue is the operators' own; a customer has no permission of that level.
  const elsewhere = (wanted === "SYSTEM") !== (entry.level === "SYSTEM");
  return success({ entry, permissions: elsewhere ? [] : await readCatalogue(entry.organization.id, wanted) });
}

export interface RolesOf extends CatalogueOf {
  readonly roles: readonly RoleWithHolders[];
}

/** Built-in and own roles of one level, with the catalogue that they choose from. Everyone who belongs may know them. */
export async function listRoles(
  principal: Principal,
  organizationId: string,
  level?: Level,
): Promise<Result<RolesOf>> {
  const entered = await enter(principal, { organizationId });
  if (!entered.ok) return entered;
  const entry = entered.value;
  const wanted = level ?? entry.level;
  const [permissions, roles] = await Promise.all([
    readCatalogue(organizationId, wanted),
    readRoles(organizationId, wanted),
  ]);
  return success({ entry, permissions, roles });
}

/** One role of any level with the catalogue of its level. */
export async function readRole(
  principal: Principal,
  organizationId: string,
  roleId: string,
): Promise<Result<CatalogueOf & { readonly role: RoleWithHolders }>> {
  const entered = await enter(principal, { organizationId });
  if (!entered.ok) return entered;
  const entry = entered.value;
  const levels: readonly Level[] = entry.level === "SYSTEM" ? ["SYSTEM"] : ["ORGANIZATION", "PROJECT"];
  for (const level of levels) {
    const role = (await readRoles(organizationId, level)).find((each) => each.id === roleId);
    if (role) return success({ entry, role, permissions: await readCatalogue(organizationId, level) });
  }
  return deny(principal, organizationId, notFound("role"));
}
