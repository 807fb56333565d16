import type { AuditEvent } from "@/lib/core/audit-event";

/** The parts of what was before and after that sentences use; an older event may lack any of them. */
export interface Fact {
  readonly name: string | null;
  readonly description: string | null;
  readonly status: string | null;
  readonly granting: string | null;
  /** Of joining by domain. */
  readonly domains: readonly string[];
  readonly reason: string | null;
  readonly expiresAt: string | null;
}

export interface Facts {
  readonly before: Fact;
  readonly after: Fact;
}

export function factsOf({ before, after }: Pick<AuditEvent, "before" | "after">): Facts {
  return { before: factOf(before), after: factOf(after) };
}

function factOf(value: unknown): Fact {
  const row: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  const text = (key: string) => {
    const found = row[key];
    return typeof found === "string" ? found : null;
  };
  return {
    name: text("name"),
    description: text("description"),
    status: text("status"),
    granting: text("granting"),
    domains: domainsOf(row.joining),
    reason: text("reason"),
    expiresAt: text("expiresAt"),
  };
}

function domainsOf(joining: unknown): readonly string[] {
  if (typeof joining !== "object" || joining === null || !("domains" in joining)) return [];
  return Array.isArray(joining.domains) ? joining.domains.map(String) : [];
}

// In UTC, so that the server and every reader print the same day.
const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** ", until June 1, 2026", or nothing where there is no end. */
export function until(expiresAt: string | null): string {
  return expiresAt === null ? "" : `, until ${day.format(new Date(expiresAt))}`;
}
