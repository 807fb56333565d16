import type { AuditEvent } from "@/lib/core/audit-event";

/** The events of one command, in the order in which it made them. */
export interface CommandEvents {
  readonly revision: number;
  readonly first: AuditEvent;
  readonly events: readonly AuditEvent[];
}

/** In the order of the list; within a command always first things first. A command that a page has cut is whole again once the next page is there. */
export function byCommand(events: readonly AuditEvent[]): CommandEvents[] {
  const groups = new Map<number, AuditEvent[]>();
  for (const event of events) {
    const group = groups.get(event.revision);
    if (group) group.push(event);
    else groups.set(event.revision, [event]);
  }
  return [...groups].flatMap(([revision, rows]) => {
    const inOrder = rows.sort((a, b) => a.sequence - b.sequence);
    return inOrder[0] ? [{ revision, first: inOrder[0], events: inOrder }] : [];
  });
}
