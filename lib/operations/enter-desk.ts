import "server-only";
import { type Principal, viewerOf } from "@/lib/core/principal";
import type { Place } from "@/lib/store/snapshot";
import { readActivePlaces } from "@/lib/store/whereabouts";
import { isUuid } from "./refuse";
import { type Result, success } from "./result";
import { type Entry, enter } from "./standing";

/** Lets in who belongs to an organization, or to one of its projects and no further; the console has a desk for both. */
export async function enterDesk(
  principal: Principal,
  organizationId: string,
): Promise<Result<{ readonly entry: Entry; readonly onlyProjects: boolean }>> {
  const entered = await enter(principal, await placeOfDesk(principal, organizationId));
  if (!entered.ok) return entered;
  return success({ entry: entered.value, onlyProjects: !entered.value.standing.belongs(null) });
}

async function placeOfDesk(principal: Principal, organizationId: string): Promise<Place> {
  if (!isUuid(organizationId)) return { organizationId };
  const places = await readActivePlaces(organizationId, viewerOf(principal));
  const [first] = places;
  return places.includes(null) || typeof first !== "string" ? { organizationId } : { projectId: first };
}
