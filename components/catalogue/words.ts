import type { AuditEvent } from "@/lib/core/audit-event";
import type { Effect, PermissionFact } from "@/lib/core/effect";

const PARTS = [
  ["displayName", "name"],
  ["description", "description"],
  ["grouping", "group"],
  ["visibility", "who sees it"],
  ["gated", "gated"],
  ["administrative", "administrative"],
  ["isDefault", "default"],
  ["implies", "implies"],
] as const satisfies readonly (readonly [keyof PermissionFact, string])[];

/** Which parts of a permission an event of the catalogue changed, in words. */
export function changedParts({ before, after }: Pick<AuditEvent, "before" | "after">): string[] {
  const [was, is] = [recordOf(before), recordOf(after)];
  return PARTS.flatMap(([key, name]) =>
    JSON.stringify(was[key]) === JSON.stringify(is[key])
      ? []
      : [`${name} ${said(was[key])} → ${said(is[key])}`],
  );
}

type CatalogueEffect = Extract<Effect, { kind: `catalogue.${string}` }>;

/** What a pending change of the catalogue comes to, a line per part. */
export function effectInWords(effect: CatalogueEffect): string[] {
  if (effect.kind === "catalogue.permission-changed") return changedParts(effect);
  const fact = effect.after ?? effect.before;
  const parts = PARTS.map(([key, name]) => `${name} ${said(fact[key])}`);
  return effect.kind === "catalogue.permission-added" ? [`level ${fact.level.toLowerCase()}`, ...parts] : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function said(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value))
    return value.length === 0 ? "nothing" : value.map((each) => recordOf(each).name ?? "").join(", ");
  return typeof value === "string" && value !== "" ? `“${value}”` : "nothing";
}
