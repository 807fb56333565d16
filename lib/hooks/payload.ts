import type { AuditEvent } from "@/lib/core/audit-event";
import type { Claimed } from "@/lib/store/deliveries";

/** The body of a message, the same at every attempt. What it holds stands in the audit; a secret never does. */
export function payloadOf({ organizationId, event, createdAt }: Claimed): string {
  if (event === null)
    return JSON.stringify({
      type: "webhook.test",
      timestamp: createdAt,
      data: { organization_id: organizationId },
    });
  return JSON.stringify({ type: event.kind, timestamp: event.at, data: dataOf(organizationId, event) });
}

const dataOf = (organizationId: string, event: AuditEvent) => ({
  organization_id: organizationId,
  revision: Number(event.revision),
  sequence: event.sequence,
  actor: { id: event.actor_id, label: event.actor_label, on_behalf_of: event.on_behalf_of },
  door: event.door,
  request_id: event.request_id,
  project_id: event.project_id,
  membership_id: event.membership_id,
  person_id: event.person_id,
  subject: event.subject_label,
  permission: event.permission_id && { id: event.permission_id, name: event.permission_name },
  role: event.role_id && { id: event.role_id, name: event.role_name },
  before: event.before,
  after: event.after,
});
