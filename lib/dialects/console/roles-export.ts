import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { DeskView } from "@/lib/core/view";
import { readDeskView } from "@/lib/operations/read-desk-view";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";
import { csvFile, inOneCell } from "./csv-file";

interface Filter {
  readonly level?: DeskView["roles"][number]["level"] | undefined;
  readonly search?: string | undefined;
}

const HEAD = ["Name", "Description", "Level", "Built in", "Holders", "Permissions", "Created", "Role id"];

/** The roles of a level whose name or description has the words in it, as the list on screen shows them. */
export async function exportRoles(
  principal: Principal,
  organizationId: string,
  filter: Filter,
): Promise<Response> {
  const desk = await readDeskView(principal, organizationId);
  return desk.ok ? csvFile("roles", partsOf(desk.value, filter)) : answer(desk);
}

function* partsOf({ roles, permissions, projectPermissions }: DeskView, { level, search = "" }: Filter) {
  const names = new Map([...permissions, ...projectPermissions].map(({ id, name }) => [id, name]));
  const words = search.trim().toLowerCase();
  yield csvLine(HEAD);
  for (const role of roles) {
    const { name, description, organizationId, holders, permissionIds, createdAt, id } = role;
    if (level !== undefined && role.level !== level) continue;
    if (!`${name} ${description ?? ""}`.toLowerCase().includes(words)) continue;
    const known = permissionIds.filter((each) => names.has(each));
    const builtIn = organizationId === null ? "yes" : "no";
    const of = role.level.toLowerCase();
    yield csvLine([name, description, of, builtIn, holders, inOneCell(known, names), createdAt, id]);
  }
}
