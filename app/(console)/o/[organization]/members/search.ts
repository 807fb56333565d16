import { z } from "zod";
import type { MembersFilter, MembersSort } from "@/components/people/person-queries";
import { MEMBER_SORTS } from "@/lib/core/view";

const address = z.object({
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  role: z.guid().optional(),
  permission: z.guid().optional(),
  status: z
    .string()
    .transform((status) => status.toUpperCase())
    .pipe(z.enum(["INVITED", "ACTIVE", "SUSPENDED"]))
    .optional(),
  project: z.guid().optional(),
  sort: z.enum(MEMBER_SORTS).catch("email"),
  down: z.stringbool().catch(false),
});

/** The filter and the order in the address, for the browser's query and in the operation's words; none where it cannot be read. */
export function membersSearch(params: Record<string, string | string[] | undefined>) {
  const parsed = address.safeParse(params);
  if (!parsed.success) return { filter: {}, stored: undefined, order: undefined };
  const { search, role, permission, status, project, sort, down } = parsed.data;
  const filter: MembersFilter & MembersSort = {
    search,
    role,
    permission,
    status,
    inProject: project,
    sort: sort === "email" ? undefined : sort,
    down: down ? "true" : undefined,
  };
  const stored = {
    ...(search ? { search } : {}),
    ...(role ? { roleId: role } : {}),
    ...(permission ? { permissionId: permission } : {}),
    ...(status ? { status } : {}),
    ...(project ? { inProject: project } : {}),
  };
  return { filter, stored, order: { by: sort, down } };
}
