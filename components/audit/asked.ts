import type { AuditAsked } from "./queries";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export type AuditAddress = Readonly<Record<(typeof AUDIT_KEYS)[number], string | null>>;

/** The filter's keys in the address. */
export const AUDIT_KEYS = [
  "actor",
  "person",
  "permission",
  "role",
  "door",
  "kind",
  "from",
  "until",
  "sort",
] as const;

/** What an address asks for; what cannot be read is left out. Days are days of UTC, the last one is included. */
export function askedOf(address: Partial<AuditAddress>): AuditAsked {
  const id = (value: string | null | undefined) =>
    value && ID.test(value) ? value.toLowerCase() : undefined;
  const text = (value: string | null | undefined) => (value ? value.slice(0, 40) : undefined);
  const asked: AuditAsked = {
    actorId: id(address.actor),
    personId: id(address.person),
    permissionId: id(address.permission),
    roleId: id(address.role),
    door: text(address.door),
    kind: text(address.kind),
    from: dayAt(address.from, 0),
    until: dayAt(address.until, 1),
    oldestFirst: address.sort === "oldest" ? "true" : undefined,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** The beginning of the day so many days later, as ISO. */
function dayAt(value: string | null | undefined, later: number): string | undefined {
  if (!value || !DAY.test(value)) return undefined;
  const time = Date.parse(`${value}T00:00:00Z`) + later * 86_400_000;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
