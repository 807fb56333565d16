import type { Source } from "@/lib/core/access";
import type { CellState } from "./model";
import type { Clash } from "./use-clashes";

const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** One source in words. */
export function sourceInWords(source: Source): string {
  if (source.kind === "direct")
    return source.expiresAt ? `direct, until ${day.format(new Date(source.expiresAt))}` : "direct";
  if (source.kind === "role") {
    return `role ${source.roleName}${source.expiresAt ? `, until ${day.format(new Date(source.expiresAt))}` : ""}`;
  }
  if (source.kind === "implied") return `implied by ${source.permissionName}`;
  return source.kind === "organization"
    ? `from the organization, with ${source.permissionName}`
    : `from the system, with ${source.permissionName}`;
}

const PENDING = {
  add: "will be added",
  remove: "will be removed",
  gain: "will be gained",
  lose: "will be lost",
} as const;

/** What a screen reader hears of a cell: person, permission, state and source. */
export function cellInWords(
  person: string,
  permission: string,
  cell: CellState & { readonly clash: Clash | null },
): string {
  const held = cell.look === "none" ? "not held" : cell.sources.map(sourceInWords).join("; ");
  const pending = cell.pending ? `, ${PENDING[cell.pending]}` : "";
  return `${person}, ${permission}: ${held}${pending}${cell.clash ? clashInWords(cell.clash) : ""}`;
}

function clashInWords({ by, at }: Clash): string {
  const when = at === null ? "" : `, ${moment.format(new Date(at))}`;
  return `, changed meanwhile by ${by ?? "someone else"}${when}`;
}
