import { type BroughtView, judgeLines, type Verdict, yesOrNo } from "./brought";
import {
  NO_USE,
  nameProblem,
  type PermissionEdit,
  type PermissionUse,
  type PermissionWords,
  resolved,
} from "./catalogue";
import type { Catalogue, Level, Permission, Visibility } from "./permission";
import { entryProblem } from "./rule-catalogue";
import type { BroughtLine, BroughtTable } from "./table";

/**
 * What a brought catalogue would make and edit. A permission is known by its name, whose level stays; one that the file
 * does not name stays too. What a line implies may stand on another line of the file.
 */
export function judgeCatalogue(
  table: BroughtTable,
  permissions: readonly Permission[],
  uses: Readonly<Record<string, PermissionUse>>,
): Pick<BroughtView, "changes" | "report"> {
  const known = new Map(permissions.map((each) => [each.name.toLowerCase(), each]));
  const read = new Map(table.lines.map((line) => [line, readLine(line, known)]));
  const wanted = new Map(permissions.map((each) => [each.id, each]));
  for (const each of read.values())
    if ("words" in each && !wanted.has(keyOf(each))) wanted.set(keyOf(each), entryOf(each));
  for (const each of read.values()) if ("words" in each && each.old) wanted.set(each.old.id, entryOf(each));
  const before = resolved(new Map(permissions.map((each) => [each.id, each])));
  const editions = { before, after: resolved(wanted) };
  return judgeLines(
    table,
    ({ cells }) => word(cells, "permission").toLowerCase(),
    (line) => {
      const found = read.get(line);
      if (!found || "refused" in found) return found ?? "same";
      const problem = entryProblem(keyOf(found), editions, uses[keyOf(found)] ?? NO_USE);
      if (problem) return { refused: sentence(problem.message), ...columnOf(problem.column) };
      return verdictOn(found, editions.before, editions.after);
    },
  );
}

interface Read {
  readonly old: Permission | undefined;
  readonly words: PermissionWords;
}

type Refused = { readonly refused: string; readonly column?: string };
type Cells = BroughtLine["cells"];

const LEVELS: Readonly<Record<string, Level>> = {
  system: "SYSTEM",
  organization: "ORGANIZATION",
  project: "PROJECT",
};
const VISIBILITIES: Readonly<Record<string, Visibility>> = {
  retailer: "RETAILER",
  supplier: "SUPPLIER",
  both: "BOTH",
  internal: "INTERNAL",
};
const YES_OR_NO = [
  ["gated", "Gated", "gated"],
  ["administrative", "Administrative", "administrative"],
  ["default", "Default", "isDefault"],
] as const;
const COLUMNS: Readonly<Record<string, string>> = {
  implies: "Implies",
  gated: "Gated",
  administrative: "Administrative",
  default: "Default",
  visibility: "Visible to",
};

const word = (cells: Cells, key: string) => (cells[key] ?? "").trim();
const columnOf = (key: string | null) => (key === null ? {} : { column: COLUMNS[key] ?? key });
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** A line that makes a permission has no uuid yet: its name, in lower case, stands for it. */
const keyOf = ({ old, words }: Read) => old?.id ?? words.name.toLowerCase();

function entryOf({ old, words }: Read): Permission {
  const id = keyOf({ old, words });
  return { ...words, id, createdAt: old?.createdAt ?? "", updatedAt: old?.updatedAt ?? "" };
}

function readLine({ cells }: BroughtLine, known: ReadonlyMap<string, Permission>): Read | Refused {
  const name = word(cells, "permission");
  const old = known.get(name.toLowerCase());
  const invalid = old ? undefined : nameProblem(name);
  if (invalid) return { refused: invalid, column: "Permission" };
  const level = LEVELS[word(cells, "level").toLowerCase()];
  if (!level) return { refused: "Write system, organization or project.", column: "Level" };
  if (old && old.level !== level)
    return {
      refused: `${old.name} is a permission of the level ${old.level.toLowerCase()}, and stays one.`,
      column: "Level",
    };
  const plain = old ?? plainest(name, level);
  const flags = flagsOf(cells, plain);
  if ("refused" in flags) return flags;
  const visibility =
    "visibility" in cells ? VISIBILITIES[word(cells, "visibility").toLowerCase()] : plain.visibility;
  if (!visibility) return { refused: "Write retailer, supplier, both or internal.", column: "Visible to" };
  const texts = textsOf(cells, plain);
  if ("refused" in texts) return texts;
  const implies =
    "implies" in cells
      ? word(cells, "implies")
          .split(";")
          .map((each) => each.trim())
          .filter(Boolean)
      : plain.implies;
  return { old, words: { name: old?.name ?? name, level, visibility, implies, ...texts, ...flags } };
}

const plainest = (name: string, level: Level): PermissionWords => ({
  name,
  level,
  displayName: name,
  description: null,
  grouping: "",
  visibility: level === "ORGANIZATION" ? "INTERNAL" : "BOTH",
  gated: false,
  administrative: false,
  isDefault: false,
  implies: [],
});

function flagsOf(
  cells: Cells,
  plain: PermissionWords,
): Refused | Pick<PermissionWords, "gated" | "administrative" | "isDefault"> {
  const { gated, administrative, isDefault } = plain;
  const flags = { gated, administrative, isDefault };
  for (const [key, column, field] of YES_OR_NO) {
    if (!(key in cells)) continue;
    const said = yesOrNo(cells[key]);
    if (said === undefined) return { refused: "Write yes or no.", column };
    flags[field] = said;
  }
  return flags;
}

function textsOf(
  cells: Cells,
  plain: PermissionWords,
): Refused | Pick<PermissionWords, "displayName" | "description" | "grouping"> {
  const displayName = "display_name" in cells ? word(cells, "display_name") || plain.name : plain.displayName;
  const description = "description" in cells ? word(cells, "description") || null : plain.description;
  const grouping = word(cells, "grouping");
  if (grouping === "" || grouping.length > 100)
    return { refused: "Write a group of 1 to 100 characters.", column: "Group" };
  if (displayName.length > 200) return { refused: "A name has at most 200 characters.", column: "Name" };
  if ((description?.length ?? 0) > 3000)
    return { refused: "A description has at most 3000 characters.", column: "Description" };
  return { displayName, description, grouping };
}

const FIELDS = [
  ["displayName", "name"],
  ["description", "description"],
  ["grouping", "group"],
  ["visibility", "who sees it"],
  ["gated", "gated"],
  ["administrative", "administrative"],
  ["isDefault", "default"],
] as const;

function verdictOn(
  { old, words }: Read,
  before: Catalogue<Permission>,
  after: Catalogue<Permission>,
): Verdict {
  const is = after.byId.get(keyOf({ old, words }));
  const names = (catalogue: Catalogue<Permission>, of: Permission | undefined) =>
    (of?.implies ?? []).map((id) => catalogue.byId.get(id)?.name ?? id).sort();
  const implies = names(after, is);
  if (!old)
    return {
      change: { kind: "create-permission", ...words, implies },
      says: `${words.name} is new: ${words.level.toLowerCase()} level, group ${words.grouping}.`,
      isNew: true,
    };
  const set: Record<string, unknown> = {};
  const said: string[] = [];
  for (const [key, label] of FIELDS) {
    if (old[key] === words[key]) continue;
    set[key] = words[key];
    said.push(label);
  }
  if (names(before, before.byId.get(old.id)).join() !== implies.join()) {
    set.implies = implies;
    said.push("what it implies");
  }
  if (said.length === 0) return "same";
  const change = { kind: "edit-permission", permission: old.id, set: set as PermissionEdit } as const;
  return { change, says: `${old.name}: ${said.join(", ")} ${said.length === 1 ? "changes" : "change"}.` };
}
