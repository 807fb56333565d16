import type { Source } from "@/lib/core/access";
import type { CellState } from "./model";
import type { Clash } from "./use-clashes";

const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const dayUtc = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** One source in words. */
export function sourceInWords(source: Source): string {
  return inWords(source, day);
}

function inWords(source: Source, days: Intl.DateTimeFormat): string {
  const until = (expiresAt: string | null) =>
    expiresAt ? `, until ${days.format(new Date(expiresAt))}` : "";
  if (source.kind === "direct") return `direct${until(source.expiresAt)}`;
  if (source.kind === "role") return `role ${source.roleName}${until(source.expiresAt)}`;
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
  gate: string | undefined,
  isLive: boolean,
): string {
  // The server knows no one's clock.
  const sources = cell.sources.map((source) => inWords(source, isLive ? day : dayUtc));
  const held = cell.look === "none" ? "not held" : sources.join("; ");
  const pending = cell.pending ? `, ${PENDING[cell.pending]}` : "";
  return `${person}, ${permission}: ${held}${pending}${cell.clash ? clashInWords(cell.clash) : ""}${gate ? `. ${gate}` : ""}`;
}

function clashInWords({ by, at }: Clash): string {
  const when = at === null ? "" : `, ${moment.format(new Date(at))}`;
  return `, changed meanwhile by ${by ?? "someone else"}${when}`;
}
