import "server-only";
import { closure, indexCatalogue, type Permission } from "@/lib/core/permission";
import type { Principal } from "@/lib/core/principal";
import type { Role } from "@/lib/core/state";
import {
  accessLine,
  catalogueLine,
  memberLine,
  roleLine,
  type TableKind,
  type TableLine,
} from "@/lib/core/table";
import { readCatalogue, readRoles, readRoleTable } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { type MemberPage, nextAfter, readMembers } from "@/lib/store/members";
import { readWholeCatalogue } from "@/lib/store/whole-catalogue";
import { explain } from "./member-access";
import { type Result, success } from "./result";
import type { Entry } from "./standing";
import { enterTable, type TablePlace } from "./table-place";

export interface ExportedTable {
  readonly revision: number;
  /** The lines, some hundred people at a time, so that a large organization needs no memory of its size. */
  readonly pages: AsyncGenerator<readonly TableLine[]>;
}

const PAGE = 200;

/** A table for who may read the people there. What is changed while it is read may be in it or not. */
export async function exportTable(
  principal: Principal,
  kind: TableKind,
  place: TablePlace,
  search?: string,
): Promise<Result<ExportedTable>> {
  const entered = await enterTable(principal, place);
  if (!entered.ok) return entered;
  const { organization, level } = entered.value;
  const [permissions, roles] = await Promise.all([
    readCatalogue(organization.id, level),
    readRoles(organization.id, level),
  ]);
  const { revision } = organization;
  if (kind === "roles") {
    const table = await readRoleTable(organization.id, level);
    return success({ revision, pages: rolePages(table.roles, table.permissions) });
  }
  if (kind === "catalogue")
    return success({ revision, pages: await catalogueOf(entered.value, permissions) });
  const linesOf = (page: MemberPage) =>
    kind === "access" ? accessLines(page, permissions) : memberLines(page, roles);
  const pages = peoplePages(principal, place, entered.value, search, linesOf);
  return success({ revision, pages });
}

async function* peoplePages(
  principal: Principal,
  place: TablePlace,
  { organization, project }: Entry,
  search: string | undefined,
  linesOf: (page: MemberPage) => readonly TableLine[],
): AsyncGenerator<readonly TableLine[]> {
  const scope = { organizationId: organization.id, projectId: project?.id ?? null };
  const filter = search ? { search } : {};
  for (let after: string | null = ""; after !== null; ) {
    const asked = { limit: PAGE, ...(after === "" ? {} : { after }) };
    // A right that was taken away meanwhile ends the file with an error: half a table must not look whole.
    const still = after === "" ? { ok: true as const } : await enterTable(principal, place);
    if (!still.ok) throw new Error(still.refusal.message);
    const page = await readMembers(store().pool, scope, filter, asked);
    yield linesOf(page);
    after = nextAfter(page, asked);
  }
}

function accessLines(page: MemberPage, permissions: readonly Permission[]): TableLine[] {
  return explain(page).people.flatMap(({ member, access }) =>
    permissions.map((permission) => accessLine(member, permission, access.get(permission.id) ?? [])),
  );
}

function memberLines({ members }: MemberPage, roles: readonly Role[]): TableLine[] {
  return members.flatMap((member) =>
    roles.map((role) =>
      memberLine(
        member,
        role,
        member.assignments.find(({ roleId }) => roleId === role.id),
      ),
    ),
  );
}

async function* rolePages(
  roles: readonly Role[],
  permissions: readonly Permission[],
): AsyncGenerator<readonly TableLine[]> {
  const catalogue = indexCatalogue(permissions);
  for (const role of roles) {
    const reached = closure(catalogue, role.permissionIds);
    yield permissions.flatMap((permission) =>
      permission.level === role.level ? [roleLine(role, permission, reached)] : [],
    );
  }
}

/** What an organization sees of its level, with what that can imply in its projects; of the system everything. */
async function catalogueOf(
  { organization, level }: Entry,
  permissions: readonly Permission[],
): Promise<AsyncGenerator<readonly TableLine[]>> {
  if (level === "SYSTEM") return cataloguePages(await readWholeCatalogue(store().pool), []);
  const reached = level === "ORGANIZATION" ? await readCatalogue(organization.id, "PROJECT") : [];
  return cataloguePages(permissions, reached);
}

async function* cataloguePages(
  permissions: readonly Permission[],
  others: readonly Permission[],
): AsyncGenerator<readonly TableLine[]> {
  const names = new Map([...permissions, ...others].map(({ id, name }) => [id, name]));
  yield permissions.map((permission) => catalogueLine(permission, names));
}
