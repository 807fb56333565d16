import { z } from "zod";
import type { InvitationsFilter } from "@/components/people/person-queries";
import { INVITATION_SORTS } from "@/lib/core/view";

const address = z.object({
  status: z.enum(["pending", "accepted", "cancelled", "all"]).catch("pending"),
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  project: z.guid().optional().catch(undefined),
  sort: z.enum(INVITATION_SORTS).catch("newest"),
});

/** The filter and the order in the address, for the browser's query and in the operation's words. */
export function invitationsSearch(params: Record<string, string | string[] | undefined>) {
  const { status: chosen, search, project, sort } = address.parse(params);
  const status = chosen === "all" ? undefined : chosen;
  const filter: InvitationsFilter = {
    status,
    search,
    project,
    sort: sort === "newest" ? undefined : sort,
  };
  return {
    filter,
    stored: { ...(status ? { status } : {}), ...(search ? { search } : {}) },
    projectId: project,
    sort,
  };
}
