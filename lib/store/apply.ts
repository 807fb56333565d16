import "server-only";
import { DatabaseError } from "pg";
import type { Effect } from "@/lib/core/effect";
import type { Principal } from "@/lib/core/principal";
import type { Noun } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { applyStatement } from "./apply-statement";
import { chain } from "./audit-chain";
import { mustHold } from "./claims";
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

/** Someone was faster; `taken`: with a name that the database holds for the same as one of these. */
export interface Conflict {
  readonly taken: Noun | null;
}

/**
 * Writes a decision in one statement, all or nothing, together with its audit events.
 * The whole statement hangs on the revision: answers the new one, or what came between.
 */
export async function apply(
  runner: Runner,
  principal: Principal,
  toApply: ToApply,
): Promise<number | Conflict> {
  await mustHold(principal);
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
    return moved[0] ? Number(moved[0].revision) : { taken: null };
  } catch (error) {
    const conflict = conflictOf(error);
    if (conflict) return conflict;
    throw error;
  }
}

/** Names are the same to the database as its `lower` says, which is not what JavaScript's says of every letter. */
const NAMES: Readonly<Record<string, Noun>> = {
  project_name: "project",
  role_name: "role",
  organization_name_and_kind: "organization",
  permission_name: "permission",
};

/** A row of another organization (a person's address) that someone wrote meanwhile: read again and decide again. */
function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof DatabaseError) || !CONFLICTS.includes(error.code ?? "")) return null;
  return { taken: NAMES[error.constraint ?? ""] ?? null };
}

const CONFLICTS = ["23505", "23503", "40P01"];
