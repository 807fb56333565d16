import "server-only";
import type { Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { PermissionUsesView } from "@/lib/core/support-view";
import { store } from "@/lib/store/database";
import {
  readOrganizationNames,
  readUsesByOrganization,
  readWholeCatalogue,
} from "@/lib/store/whole-catalogue";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface WholeCatalogue {
  /** The system's, on which every change of the catalogue hangs. */
  readonly revision: number;
  readonly permissions: readonly Permission[];
}

/** The whole catalogue, of every level, for operators. */
export async function readCatalogueOfAll(principal: Principal): Promise<Result<WholeCatalogue>> {
  const entered = await enter(principal, { organizationId: SYSTEM_ORGANIZATION }, "operate");
  if (!entered.ok) return entered;
  const { revision } = entered.value.organization;
  return success({ revision, permissions: await readWholeCatalogue(store().pool) });
}

/** One permission, and in which organizations it is in use: whoever looks may see that it is held before it goes. */
export async function readPermissionUses(
  principal: Principal,
  permissionId: string,
): Promise<Result<PermissionUsesView>> {
  const whole = await readCatalogueOfAll(principal);
  if (!whole.ok) return whole;
  const { revision, permissions } = whole.value;
  const permission = permissions.find(({ id }) => id === permissionId.toLowerCase());
  if (!permission) return deny(principal, SYSTEM_ORGANIZATION, notFound("permission"));
  const { pool } = store();
  const uses = (await readUsesByOrganization(pool, [permission.id])).get(permission.id) ?? [];
  const names = await readOrganizationNames(
    pool,
    uses.flatMap(({ organizationId }) => organizationId ?? []),
  );
  return success({
    revision,
    permission,
    uses: uses
      .map((use) => ({ ...use, organizationName: names.get(use.organizationId ?? "") ?? null }))
      .sort((one, other) => (one.organizationName ?? "").localeCompare(other.organizationName ?? "", "en")),
  });
}
