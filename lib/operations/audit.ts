import "server-only";
import { randomUUID } from "node:crypto";
import type { Command } from "@/lib/core/change";
import type { Effect } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import { inverse } from "@/lib/core/undo";
import { type AuditFilter, type AuditPageRequest, readAuditRows, verifyAudit } from "@/lib/store/audit";
import type { AuditRow } from "@/lib/store/audit-chain";
import type { Verification } from "@/lib/store/audit-verify";
import { readNow } from "@/lib/store/clock";
import { type Changed, changeAccess } from "./change-access";
import { type Preview, previewChange } from "./preview-change";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface AuditPage {
  readonly events: readonly AuditRow[];
  /** Where the next page begins; null: this was the last. */
  readonly next: { readonly revision: number; readonly sequence: number } | null;
}

/** What happened in an organization, newest first unless the oldest are asked for. */
export async function readAudit(
  principal: Principal,
  organizationId: string,
  filter: AuditFilter,
  page: AuditPageRequest,
): Promise<Result<AuditPage>> {
  const entered = await enter(principal, { organizationId }, "readAudit");
  if (!entered.ok) return entered;
  const rows = await readAuditRows(organizationId, filter, { ...page, limit: page.limit + 1 });
  const events = rows.slice(0, page.limit);
  const last = events.at(-1);
  return success({
    events,
    next: rows.length > page.limit && last ? { revision: last.revision, sequence: last.sequence } : null,
  });
}

/** Recomputes every hash of an organization's chain, and compares it with what was noted outside the database. */
export async function checkAudit(
  principal: Principal,
  organizationId: string,
): Promise<Result<Verification>> {
  const entered = await enter(principal, { organizationId }, "readAudit");
  return entered.ok ? success(await verifyAudit(organizationId)) : entered;
}

/** Takes one command back: its inverse through the same decision. Things that have no way back refuse. */
export async function undo(
  principal: Principal,
  organizationId: string,
  revision: number,
  condition: { readonly expectedRevision?: number } = {},
): Promise<Result<Changed>> {
  const command = await inverseCommand(principal, organizationId, revision);
  return command.ok ? changeAccess(principal, { ...command.value, ...condition }) : command;
}

export async function previewUndo(
  principal: Principal,
  organizationId: string,
  revision: number,
): Promise<Result<Preview>> {
  const command = await inverseCommand(principal, organizationId, revision);
  return command.ok ? previewChange(principal, command.value) : command;
}

/** Belonging is enough to ask: what the inverse needs is decided like everything else. */
async function inverseCommand(
  principal: Principal,
  organizationId: string,
  revision: number,
): Promise<Result<Command>> {
  const entered = await enter(principal, { organizationId });
  if (!entered.ok) return entered;
  const rows = await readAuditRows(organizationId, { revision }, { limit: 20_000 });
  if (rows.length === 0) return deny(principal, organizationId, notFound("event"));
  const undoes = rows.reverse().map(effectOf);
  const changes = inverse(undoes, randomUUID, await readNow());
  if (!changes) return deny(principal, organizationId, refuse("wrong-state", "This cannot be undone."));
  return success({ organizationId, changes, undoes });
}

/** The audit row is the effect, written down; that it was not altered is what `checkAudit` is for. */
export function effectOf(row: AuditRow): Effect {
  return {
    kind: row.kind,
    before: row.before,
    after: row.after,
    projectId: row.project_id,
    membershipId: row.membership_id,
    personId: row.person_id,
    subject: row.subject_label,
    permissionId: row.permission_id,
    permissionName: row.permission_name,
    roleId: row.role_id,
    roleName: row.role_name,
  } as Effect;
}
