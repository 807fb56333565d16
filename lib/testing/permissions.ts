import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Level, Visibility } from "@/lib/core/permission";

interface PermissionWords {
  readonly level?: Level;
  readonly visibility?: Visibility;
  readonly isDefault?: boolean;
  /** Names. */
  readonly implies?: readonly string[];
}

/** A permission of the test's own in the catalogue; its id. */
export async function makePermission(
  owner: Pool,
  name: string,
  words: PermissionWords = {},
): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into permission (id, name, display_name, grouping, level, visibility, is_default)
     values ($1, $2, $2, 'TEST', $3, $4, $5)`,
    [id, name, words.level ?? "ORGANIZATION", words.visibility ?? "BOTH", words.isDefault ?? false],
  );
  await owner.query(
    "insert into permission_implication (permission_id, implies_id) select $1, id from permission where name = any($2)",
    [id, words.implies ?? []],
  );
  return id;
}
