import "server-only";
import type { Principal } from "@/lib/core/principal";
import { type HolderRow, readHolders } from "@/lib/store/holders";
import type { Place } from "@/lib/store/snapshot";
import { permissionOf } from "./explain-access";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface SearchPage<T> {
  readonly found: readonly T[];
  /** The place after which the next page begins; null: this was the last one. */
  readonly next: string | null;
}

export interface SearchRequest {
  readonly limit: number;
  readonly after?: string;
}

/** Who may do something at a place now, by whatever way, in the order of the e-mails: for who may read people there. */
export async function searchPeople(
  principal: Principal,
  place: Place,
  permission: string,
  { limit, after }: SearchRequest,
): Promise<Result<SearchPage<HolderRow>>> {
  const entered = await enter(principal, place, "readPeople");
  if (!entered.ok) return entered;
  const { organization, project } = entered.value;
  const wanted = await permissionOf(entered.value, permission);
  if (!wanted || organization.status === "DEACTIVATED") return success({ found: [], next: null });
  const scope = { organizationId: organization.id, projectId: project?.id ?? null };
  const request = { limit: limit + 1, ...(after === undefined ? {} : { after }) };
  const rows = await readHolders(scope, wanted.id, request);
  const found = rows.slice(0, limit);
  return success({ found, next: rows.length > limit ? (found.at(-1)?.email ?? after ?? "") : null });
}
