import { createHash } from "node:crypto";
import type { AuditEvent } from "@/lib/core/audit-event";
import type { Effect } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";

/** A row of audit_event as it is hashed; key names are those of the columns. */
export interface AuditRow extends AuditEvent {
  readonly organization_id: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export interface Circumstances {
  readonly organizationId: string;
  readonly revision: number;
  readonly at: string;
  readonly principal: Principal;
}

/** The audit rows of one command, each hash over its row and the hash before it. */
export function chain(
  head: string,
  effects: readonly Effect[],
  { organizationId, revision, at, principal }: Circumstances,
): AuditRow[] {
  let previous = head;
  return effects.map((effect, index) => {
    const row = {
      organization_id: organizationId,
      revision,
      sequence: index + 1,
      at,
      kind: effect.kind,
      door: principal.door,
      request_id: principal.requestId,
      actor_id: principal.personId,
      actor_label: principal.label,
      on_behalf_of: principal.actingAs?.personId ?? null,
      project_id: effect.projectId,
      membership_id: effect.membershipId,
      person_id: effect.personId,
      subject_label: effect.subject,
      permission_id: effect.permissionId,
      permission_name: effect.permissionName,
      role_id: effect.roleId,
      role_name: effect.roleName,
      before: effect.before,
      after: effect.after,
      previous_hash: previous,
    };
    previous = hashOf(row);
    return { ...row, hash: previous };
  });
}

/** SHA-256 over the canonical JSON of everything in the row but its own hash. */
export function hashOf(row: Omit<AuditRow, "hash">): string {
  return createHash("sha256").update(canonical(row)).digest("hex");
}

/** JSON with sorted keys: PostgreSQL's jsonb keeps no order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const row = value as Readonly<Record<string, unknown>>;
    const keys = Object.keys(row).filter((key) => row[key] !== undefined);
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(row[key])}`)
      .join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
