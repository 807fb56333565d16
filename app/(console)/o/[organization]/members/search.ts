import { z } from "zod";
import type { MembersFilter } from "@/components/people/person-queries";

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
});

/** The filter in the address, for the browser's query and in the operation's words; none where it cannot be read. */
export function membersSearch(params: Record<string, string | string[] | undefined>) {
  const parsed = address.safeParse(params);
  if (!parsed.success) return { filter: {}, stored: undefined };
  const { search, role, permission, status, project } = parsed.data;
  const filter: MembersFilter = { search, role, permission, status, inProject: project };
  const stored = {
    ...(search ? { search } : {}),
    ...(role ? { roleId: role } : {}),
    ...(permission ? { permissionId: permission } : {}),
    ...(status ? { status } : {}),
    ...(project ? { inProject: project } : {}),
  };
  return { filter, stored };
}
