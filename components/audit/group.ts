import type { AuditEvent } from "@/lib/core/audit-event";

/** The events of one command, in the order in which it made them. */
export interface CommandEvents {
  readonly revision: number;
  readonly first: AuditEvent;
  readonly events: readonly AuditEvent[];
}

/** Newest command first. A command that a page has cut is whole again once the next page is there. */
export function byCommand(events: readonly AuditEvent[]): CommandEvents[] {
  const groups = new Map<number, AuditEvent[]>();
  for (const event of events) {
    const group = groups.get(event.revision);
    if (group) group.unshift(event);
    else groups.set(event.revision, [event]);
  }
  return [...groups].flatMap(([revision, rows]) =>
    rows[0] ? [{ revision, first: rows[0], events: rows }] : [],
  );
}
