import "server-only";
import { closure, indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { DeskView, RoleView } from "@/lib/core/view";
import { readDeskView } from "@/lib/operations/read-desk-view";
import { csvLine } from "@/lib/web/csv";
import { answer } from "./answers";
import { csvFile } from "./csv-file";

interface Filter {
  readonly level: RoleView["level"];
  readonly search: string;
  /** Only the permissions in which the roles differ. */
  readonly differs: boolean;
}

/** What each role of a level gives, a line per permission and a column per role, as the matrix on screen shows it. */
export async function exportRoleMatrix(
  principal: Principal,
  organizationId: string,
  filter: Filter,
): Promise<Response> {
  const desk = await readDeskView(principal, organizationId);
  return desk.ok ? csvFile("role-matrix", partsOf(desk.value, filter)) : answer(desk);
}

function* partsOf(desk: DeskView, { level, search, differs }: Filter) {
  const permissions = level === "PROJECT" ? desk.projectPermissions : desk.permissions;
  const catalogue = indexCatalogue(permissions);
  const columns = desk.roles
    .filter((role) => role.level === level)
    .map(({ name, permissionIds }) => ({
      name,
      gives: new Set(permissionIds),
      reaches: closure(catalogue, permissionIds),
    }));
  const words = search.trim().toLowerCase();
  yield csvLine(["Group", "Permission", "Name", ...columns.map(({ name }) => name)]);
  for (const permission of permissions) {
    const held = columns.filter(({ reaches }) => reaches.has(permission.id)).length;
    if (!textOf(permission).includes(words)) continue;
    if (differs && (held === 0 || held === columns.length)) continue;
    const cells = columns.map(({ gives, reaches }) =>
      gives.has(permission.id) ? "given" : reaches.has(permission.id) ? "follows" : "",
    );
    yield csvLine([permission.grouping, permission.displayName, permission.name, ...cells]);
  }
}

const textOf = ({ displayName, name, description, grouping }: Permission): string =>
  `${displayName} ${name} ${description ?? ""} ${grouping}`.toLowerCase();
