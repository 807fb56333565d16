import "server-only";
import type { Command } from "@/lib/core/change";
import { type Decision, decide } from "@/lib/core/decide";
import type { Principal } from "@/lib/core/principal";
import { questionOf } from "@/lib/core/question";
import { type Noun, notFound, type Refusal, refuse } from "@/lib/core/refusal";
import type { Snapshot } from "@/lib/core/state";
import { metrics } from "@/lib/metrics";
import { apply, type Conflict } from "@/lib/store/apply";
import { isInTransaction, type Runner, store } from "@/lib/store/database";
import { withLockedOrganization } from "@/lib/store/lock";
import { readSnapshot } from "@/lib/store/snapshot";
import { tellRevision } from "@/lib/store/tell";
import { inTurn } from "@/lib/store/turn";
import { traced } from "@/lib/tracing.mjs";
import { deny } from "./refuse";
import { type Result, success } from "./result";

/** What a command did: the state after it is in `after`, so that a door can answer without reading again. */
export interface Changed extends Decision {
  readonly revision: number;
}

/** How often others may be faster before the asker is told to come back. With the row locked it hardly happens. */
const TRIES = 6;

/**
 * The one way in which anything changes. Compare-and-swap on the organization's revision: read, decide, write if
 * nothing has moved; after the first conflict the organization's row is locked, so that a busy one does not starve.
 * Those of one process come in turn, so that they hardly meet.
 * `secretHashes`: SHA-256 (hex) of the secrets of new invitations and tokens, by their ids.
 */
export async function changeAccess(
  principal: Principal,
  command: Command,
  secretHashes: Readonly<Record<string, string>> = {},
): Promise<Result<Changed>> {
  const act = () => swap(principal, command, secretHashes);
  const inOrder = async () =>
    (await inTurn(command.organizationId, act)) ?? deny(principal, command.organizationId, BUSY);
  // Who is in a transaction has a connection, for which those who wait would wait.
  return traced("changeAccess", isInTransaction() ? act : inOrder, {
    "grantdesk.organization_id": command.organizationId,
    "grantdesk.changes": [...new Set(command.changes.map(({ kind }) => kind))].join(" "),
  });
}

async function swap(
  principal: Principal,
  command: Command,
  secretHashes: Readonly<Record<string, string>>,
): Promise<Result<Changed>> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const outcome =
      attempt === 0 && !isInTransaction()
        ? await attemptOnce(store().pool, principal, command, secretHashes)
        : await withLockedOrganization(command.organizationId, (runner) =>
            attemptOnce(runner, principal, command, secretHashes),
          );
    if ("taken" in outcome) {
      metrics().conflicts.inc();
      // Whoever was faster is seen by now: what the decision still lets pass, the database alone holds for the same.
      if (outcome.taken && attempt > 0) return deny(principal, command.organizationId, taken(outcome.taken));
      continue;
    }
    if ("code" in outcome) return deny(principal, command.organizationId, outcome);
    if (outcome.effects.length > 0) await tellRevision(command.organizationId, outcome.revision);
    return success(outcome);
  }
  return deny(principal, command.organizationId, BUSY);
}

const BUSY = refuse("busy", "Too many people are changing this organization. Try again.");

async function attemptOnce(
  runner: Runner,
  principal: Principal,
  command: Command,
  secretHashes: Readonly<Record<string, string>>,
): Promise<Changed | Refusal | Conflict> {
  const snapshot = await readSnapshot(runner, principal, command, questionOf(command));
  if (!snapshot) return notFound(command.projectId ? "project" : "organization");
  const verdict = decide(principal, command, snapshot);
  if (!verdict.ok) return verdict.refusals[0];
  if (verdict.decision.effects.length === 0)
    return { ...verdict.decision, revision: snapshot.organization.revision };
  const revision = await apply(runner, principal, {
    ...written(snapshot),
    effects: verdict.decision.effects,
    secretHashes,
  });
  return typeof revision === "number" ? { ...verdict.decision, revision } : revision;
}

function taken(noun: Noun): Refusal {
  return refuse("conflict", `There is a ${noun} of that name already.`, { noun, field: "name" });
}

function written(snapshot: Snapshot) {
  const { organization, systemRevision, now } = snapshot;
  return {
    organizationId: organization.id,
    revision: organization.revision,
    auditHead: organization.auditHead,
    systemRevision,
    at: now,
  };
}
