import "server-only";
import type { Effect } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { applyStatement } from "./apply-statement";
import { chain } from "./audit-chain";
import type { Runner } from "./database";
import { rowsOf } from "./rows";
import { askWithin, ofOrganizations } from "./tenants";

export interface ToApply {
  readonly organizationId: string;
  /** The revision that the decision was made on; nothing happens where it has moved. */
  readonly revision: number;
  readonly systemRevision: number | null;
  readonly auditHead: string;
  readonly at: string;
  readonly effects: readonly Effect[];
  /** Hashes of new secrets (hex), or a webhook's sealed one, by the id of what they belong to: they stand in no audit. */
  readonly secretHashes: Readonly<Record<string, string>>;
}

/**
 * Writes a decision in one statement, all or nothing, together with its audit events and the notification.
 * The whole statement hangs on the revision: answers the new one, or null where someone was faster.
 */
export async function apply(runner: Runner, principal: Principal, toApply: ToApply): Promise<number | null> {
  const { organizationId, revision, systemRevision, auditHead, at, effects } = toApply;
  const events = chain(auditHead, effects, { organizationId, revision: revision + 1, at, principal });
  const { lists, organization } = rowsOf(effects, toApply.secretHashes);
  const rows = { lists: { ...lists, events }, organization };
  const values = [
    organizationId,
    revision,
    events.at(-1)?.hash ?? auditHead,
    JSON.stringify({ ...rows.lists, organization }),
    at,
    ...(systemRevision === null ? [] : [systemRevision]),
  ];
  const written = systemRevision === null ? [organizationId] : [organizationId, SYSTEM_ORGANIZATION];
  try {
    const { rows: moved } = await askWithin<{ revision: string }>(runner, ofOrganizations(written), {
      ...applyStatement(rows, systemRevision !== null),
      values,
    });
    return moved[0] ? Number(moved[0].revision) : null;
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

/** A row of another organization (a person's address) that someone wrote meanwhile: read again and decide again. */
function isConflict(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "23505" || error.code === "23503" || error.code === "40P01")
  );
}
