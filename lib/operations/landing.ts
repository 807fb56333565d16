import "server-only";
import type { Principal } from "@/lib/core/principal";
import { homeOf, listOwnProjects } from "./organizations";

export interface Landing {
  readonly organizationId: string;
  /** Set for who is in this one project and in no organization. */
  readonly projectId: string | null;
}

/** Where someone finds himself after signing in; null where he belongs to nothing yet. */
export async function landingOf(principal: Principal): Promise<Landing | null> {
  const home = await homeOf(principal);
  if (home !== null) return { organizationId: home, projectId: null };
  const listed = await listOwnProjects(principal);
  const [first, second] = listed.ok ? listed.value : [];
  if (!first) return null;
  return { organizationId: first.organizationId, projectId: second ? null : first.id };
}
