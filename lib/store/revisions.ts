import "server-only";
import { store } from "./database";
import { askWithin, ofOrganizations } from "./tenants";

/** The revisions that these organizations are at now; one that is gone is left out. */
export async function readRevisions(ids: readonly string[]): Promise<{ id: string; revision: number }[]> {
  const { rows } = await askWithin<{ id: string; revision: string }>(store().pool, ofOrganizations(ids), {
    name: "revisions",
    text: "select id, revision from organization where id = any($1::uuid[]) and deleted_at is null",
    values: [ids],
  });
  return rows.map(({ id, revision }) => ({ id, revision: Number(revision) }));
}
