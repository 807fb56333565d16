import "server-only";
import { randomUUID } from "node:crypto";
import type { Principal } from "@/lib/core/principal";
import { refuse } from "@/lib/core/refusal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { ViewingView } from "@/lib/core/view";
import { readOpenViews } from "@/lib/store/views";
import { type Changed, changeAccess } from "./change-access";
import { deny } from "./refuse";
import { type Result, success } from "./result";

/**
 * From the next request on this session sees what the person sees, for a quarter of an hour, and changes nothing. The
 * row that says so and the audit event with both names and the reason are one write.
 */
export function startViewing(
  principal: Principal,
  personId: string,
  reason: string,
): Promise<Result<Changed>> {
  const { credential } = principal;
  if (credential.kind !== "session") {
    const refusal = refuse("not-allowed", "Only a session can view as someone else, not a token.");
    return deny(principal, SYSTEM_ORGANIZATION, refusal);
  }
  return changeAccess(principal, {
    organizationId: SYSTEM_ORGANIZATION,
    changes: [{ kind: "start-view", view: randomUUID(), session: credential.id, person: personId, reason }],
  });
}

/** Ends what this session views, whether its time is over or not: the operator is himself again. */
export async function stopViewing(
  principal: Principal,
): Promise<Result<{ readonly personId: string | null }>> {
  const views = await readViews(principal);
  const [newest] = views;
  if (!newest) return success({ personId: null });
  // The end is the operator's own act: as the person he could change nothing.
  const { actingAs: _, ...own } = principal;
  const ended = await changeAccess(own, {
    organizationId: SYSTEM_ORGANIZATION,
    changes: views.map(({ id, person }) => ({ kind: "end-view", view: id, person: person.id })),
  });
  return ended.ok ? success({ personId: newest.person.id }) : ended;
}

/** What the asker's session views; null: its own. */
export async function readViewing(principal: Principal): Promise<ViewingView | null> {
  return principal.actingAs ? ((await readViews(principal))[0] ?? null) : null;
}

async function readViews({ credential }: Principal): Promise<readonly ViewingView[]> {
  return credential.kind === "session" ? readOpenViews(credential.id) : [];
}
