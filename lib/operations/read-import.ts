import "server-only";
import type { BroughtView } from "@/lib/core/brought";
import { changesOf } from "@/lib/core/brought-lines";
import { MOST_CHANGES } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { refuse } from "@/lib/core/refusal";
import type { Member } from "@/lib/core/state";
import type { BroughtTable } from "@/lib/core/table";
import { readCatalogue, readRoles } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { readMembers } from "@/lib/store/members";
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
  const [permissions, roles, members] = await Promise.all([
    readCatalogue(organization.id, level),
    readRoles(organization.id, level),
    table.kind === "roles" ? [] : readNamed(entered.value, table),
  ]);
  const found = changesOf(table, { permissions, roles, members }, new Date().toISOString());
  if (found.changes.length > MOST_CHANGES)
    return refused(
      refuse(
        "too-many",
        `The file makes ${found.changes.length} changes; one command takes at most ${MOST_CHANGES}. Bring it in parts.`,
      ),
    );
  return success({ revision: organization.revision, ...found });
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
