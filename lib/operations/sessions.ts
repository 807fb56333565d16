import "server-only";
import type { Principal } from "@/lib/core/principal";
import { refuse } from "@/lib/core/refusal";
import { endSession, readSessions, type SessionRow } from "@/lib/store/sessions";
import { deny, isUuid } from "./refuse";
import { type Result, success } from "./result";

export type OwnSession = SessionRow;

/** The asker's own sessions, newest first. A credential that is bound or narrowed has no business with them. */
export async function listOwnSessions(principal: Principal): Promise<Result<readonly SessionRow[]>> {
  if (isLimited(principal)) return deny(principal, null, LIMITED);
  return success(await readSessions(principal.personId));
}

/** Ends one of the asker's own sessions, perhaps the one that he asks with. */
export async function endOwnSession(principal: Principal, sessionId: string): Promise<Result<null>> {
  if (isLimited(principal)) return deny(principal, null, LIMITED);
  const own = isUuid(sessionId) ? await readSessions(principal.personId) : [];
  if (!own.some(({ id }) => id === sessionId)) return deny(principal, null, UNKNOWN);
  await endSession(sessionId);
  return success(null);
}

const UNKNOWN = refuse("not-found", "No such session.");
const LIMITED = refuse("not-allowed", "A credential that is bound or narrowed cannot see or end sessions.");

function isLimited(principal: Principal): boolean {
  return (
    principal.organizationId !== null || principal.narrowedTo !== null || principal.actingAs !== undefined
  );
}
