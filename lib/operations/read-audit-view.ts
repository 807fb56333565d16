import "server-only";
import type { AuditView, PersonName } from "@/lib/core/audit-event";
import type { Principal } from "@/lib/core/principal";
import { type AuditFilter, type AuditPageRequest, readActors } from "@/lib/store/audit";
import { readNames } from "@/lib/store/whereabouts";
import { readAudit } from "./audit";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface AuditPlace {
  readonly revision: number;
  readonly sequence: number;
}

/** A page of an organization's audit with the names of everyone in it. */
export async function readAuditView(
  principal: Principal,
  organizationId: string,
  filter: AuditFilter,
  page: AuditPageRequest,
): Promise<Result<AuditView>> {
  const read = await readAudit(principal, organizationId, filter, page);
  if (!read.ok) return read;
  const { events, next } = read.value;
  const ids = events.flatMap(({ actor_id, person_id, on_behalf_of }) =>
    [actor_id, person_id, on_behalf_of].flatMap((id) => id ?? []),
  );
  const people = await readNames([...new Set(ids)]);
  return success({ events, people, next: next && `${next.revision}.${next.sequence}` });
}

/** Everyone who has ever changed something here, be it an operator from outside. */
export async function listActors(
  principal: Principal,
  organizationId: string,
): Promise<Result<readonly PersonName[]>> {
  const entered = await enter(principal, { organizationId }, "readAudit");
  return entered.ok ? success(await readNames(await readActors(organizationId))) : entered;
}
