import "server-only";
import type { Principal } from "@/lib/core/principal";
import { notFound } from "@/lib/core/refusal";
import { deny } from "./refuse";
import type { Result } from "./result";
import { type Entry, enter } from "./standing";

export interface TablePlace {
  readonly organizationId: string;
  /** Null: the organization's own level. */
  readonly projectId: string | null;
}

/** Lets in who may read the people of an organization or of one of its projects. */
export async function enterTable(principal: Principal, place: TablePlace): Promise<Result<Entry>> {
  const { organizationId, projectId } = place;
  if (projectId === null) return enter(principal, { organizationId }, "readPeople");
  const entered = await enter(principal, { projectId }, "readPeople");
  if (entered.ok && entered.value.organization.id !== organizationId.toLowerCase())
    return deny(principal, null, notFound("project"));
  return entered;
}
