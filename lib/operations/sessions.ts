import "server-only";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { refuse } from "@/lib/core/refusal";
import { endSession, readSessions, type SessionRow } from "@/lib/store/sessions";
import { changeAccess } from "./change-access";
import { homeOf } from "./organizations";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";

export type OwnSession = SessionRow;

/** The asker's own sessions, newest first. A credential that is bound or narrowed has no business with them. */
export async function listOwnSessions(principal: Principal): Promise<Result<readonly SessionRow[]>> {
  if (isLimited(principal)) return deny(principal, null, LIMITED);
  return success(await readSessions(principal.personId));
}

/** Ends one of the asker's own sessions, perhaps the one that he asks with. It stands in the audit. */
export async function endOwnSession(principal: Principal, sessionId: string): Promise<Result<null>> {
  if (isLimited(principal)) return deny(principal, null, LIMITED);
  const own = isUuid(sessionId) ? await readSessions(principal.personId) : [];
  if (!own.some(({ id }) => id === sessionId)) return deny(principal, null, UNKNOWN);
  return end(principal, [sessionId]);
}

/** Signs the asker out everywhere but here; answers in how many places. A token has no "here": it ends all of them. */
export async function endOtherSessions(principal: Principal): Promise<Result<{ readonly ended: number }>> {
  if (isLimited(principal)) return deny(principal, null, LIMITED);
  const own = await readSessions(principal.personId);
  const others = own.map(({ id }) => id).filter((id) => id !== principal.credential.id);
  const result = others.length > 0 ? await end(principal, others) : success(null);
  return result.ok ? success({ ended: others.length }) : result;
}

async function end(principal: Principal, sessions: readonly string[]): Promise<Result<null>> {
  const organizationId = await homeOf(principal);
  if (organizationId === null) {
    // Who belongs nowhere has no audit to stand in, and must be able to sign out all the same.
    await Promise.all(sessions.map(endSession));
    return success(null);
  }
  const changes: Change[] = [{ kind: "end-sessions", person: principal.personId, sessions }];
  const result = await changeAccess(principal, { organizationId, changes });
  return result.ok ? success(null) : result;
}

const UNKNOWN = refuse("not-found", "No such session.");
const LIMITED = refuse("not-allowed", "A credential that is bound or narrowed cannot see or end sessions.");

function isLimited(principal: Principal): boolean {
  return (
    principal.organizationId !== null || principal.narrowedTo !== null || principal.actingAs !== undefined
  );
}
