import "server-only";
import type { BroughtView } from "@/lib/core/brought";
import { changesOf, type Standing } from "@/lib/core/brought-lines";
import { MOST_CHANGES } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { refuse } from "@/lib/core/refusal";
import { guardRefusal } from "@/lib/core/standing";
import type { Member } from "@/lib/core/state";
import type { BroughtTable } from "@/lib/core/table";
import { readCatalogue, readRoles, readRoleTable } from "@/lib/store/catalogue";
import { readNow } from "@/lib/store/clock";
import { store } from "@/lib/store/database";
import { readMembers } from "@/lib/store/members";
import { readUses, readWholeCatalogue } from "@/lib/store/whole-catalogue";
import { deny } from "./refuse";
import { type Result, refused, success } from "./result";
import type { Entry } from "./standing";
import { enterTable, type TablePlace } from "./table-place";

const PAGE = 500;

/**
 * What a brought table would change as things are now, line by line; it changes nothing. The revision is read before
 * the people are: a command that is pinned to it is refused if anything moved meanwhile.
 */
export async function readImport(
  principal: Principal,
  place: TablePlace,
  table: BroughtTable,
): Promise<Result<BroughtView>> {
  const entered = await enterTable(principal, place);
  if (!entered.ok) return entered;
  const { organization, level } = entered.value;
  if (table.kind === "catalogue") return readBroughtCatalogue(principal, entered.value, table);
  const standing =
    table.kind === "roles"
      ? { members: [], ...(await readRoleTable(organization.id, level)) }
      : await readStanding(entered.value, table);
  const found = changesOf(table, standing, await readNow());
  return bounded({ revision: organization.revision, ...found });
}

function bounded(view: BroughtView): Result<BroughtView> {
  const { length } = view.changes;
  if (length <= MOST_CHANGES) return success(view);
  return refused(
    refuse(
      "too-many",
      `The file makes ${length} changes; one command takes at most ${MOST_CHANGES}. Bring it in parts.`,
      { field: "lines" },
    ),
  );
}

/** The catalogue is the whole installation's, so its file is for operators, in the system organization. */
async function readBroughtCatalogue(
  principal: Principal,
  { organization, project, standing }: Entry,
  table: BroughtTable,
): Promise<Result<BroughtView>> {
  if (organization.kind !== "SYSTEM" || project)
    return refused(
      refuse(
        "wrong-state",
        "This is the catalogue: operators bring it back for everyone, on the support desk or to the system organization.",
      ),
    );
  const refusal = guardRefusal(standing, "operate", "SYSTEM", null);
  if (refusal) return deny(principal, organization.id, refusal);
  const { pool } = store();
  const permissions = await readWholeCatalogue(pool);
  const gateable = permissions.filter(({ level, gated }) => level === "PROJECT" && !gated);
  const uses = await readUses(
    pool,
    gateable.map(({ id }) => id),
  );
  const found = changesOf(table, { permissions, uses, roles: [], members: [] }, await readNow());
  return bounded({ revision: organization.revision, ...found });
}

async function readStanding(entry: Entry, table: BroughtTable): Promise<Standing> {
  const { organization, level } = entry;
  const [permissions, roles, members] = await Promise.all([
    readCatalogue(organization.id, level),
    readRoles(organization.id, level),
    readNamed(entry, table),
  ]);
  return { permissions, roles, members };
}

/** The people whom the file names, and no others. */
async function readNamed({ organization, project }: Entry, { lines }: BroughtTable): Promise<Member[]> {
  const emails = [...new Set(lines.map(({ cells }) => (cells.email ?? "").trim().toLowerCase()))];
  const scope = { organizationId: organization.id, projectId: project?.id ?? null };
  const members: Member[] = [];
  for (let from = 0; from < emails.length; from += PAGE) {
    const some = { emails: emails.slice(from, from + PAGE) };
    members.push(...(await readMembers(store().pool, scope, some, { limit: PAGE })).members);
  }
  return members;
}
