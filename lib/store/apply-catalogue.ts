import type { Effect } from "@/lib/core/effect";
import { ids, list } from "./apply-lists";

/** Whether an effect is written by what stands below. */
export function isOfCatalogue({ kind }: Effect): boolean {
  return kind.startsWith("catalogue.");
}

/** The part of the apply statement that writes the catalogue. What has run out goes with the permission that it names. */
export const CATALOGUE = `
permissions_in as (
  insert into permission (id, name, display_name, description, grouping, level, visibility, gated, administrative, is_default, created_at, updated_at)
  select r.id, r.name, r.display_name, r.description, r.grouping, r.level, r.visibility, r.gated, r.administrative, r.is_default,
    $6::timestamptz, $6::timestamptz
  from ${list("permissionsIn", "id uuid, name text, display_name text, description text, grouping text, level text, visibility text, gated boolean, administrative boolean, is_default boolean")}
),
permissions_set as (
  update permission p set display_name = r.display_name, description = r.description, grouping = r.grouping, visibility = r.visibility,
    gated = r.gated, administrative = r.administrative, is_default = r.is_default, updated_at = $6::timestamptz
  from ${list("permissionsSet", "id uuid, display_name text, description text, grouping text, visibility text, gated boolean, administrative boolean, is_default boolean")}
  where p.id = r.id
),
implications_out as (
  delete from permission_implication i using ${list("implicationsOut", "permission_id uuid, implies_id uuid")}
  where i.permission_id = r.permission_id and i.implies_id = r.implies_id
),
implications_in as (
  insert into permission_implication (permission_id, implies_id)
  select r.permission_id, r.implies_id from ${list("implicationsIn", "permission_id uuid, implies_id uuid")}
  on conflict do nothing
),
ended as (select forget_ended_uses(array${ids("permissionsOut")}) as uses),
permissions_out as (
  delete from permission p using ended where p.id in ${ids("permissionsOut")} and ended.uses >= 0
)`;
