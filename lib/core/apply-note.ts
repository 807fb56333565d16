import type { Change, StartView } from "./change";
import type { ViewFact } from "./effect";
import { notFound, type Refusal, refuse } from "./refusal";
import type { Context, Note, State } from "./state";

/** An operator looks as someone else for no longer than this. */
const VIEW_MINUTES = 15;
const REASON_MOST = 500;

type NoteChange = Extract<Change, { kind: "note" | "start-view" | "end-view" | "end-sessions" }>;

/** Acts that change no row of access; what stands of them is the audit event. */
export function applyNote(state: State, change: NoteChange, context: Context): Refusal | undefined {
  const person = context.people.get(change.person);
  if (!person) return notFound("person");
  const keep = (fact: Note["fact"], projectId: string | null = null) => {
    state.notes.push({ fact, person, projectId });
    return undefined;
  };
  if (change.kind === "end-sessions") {
    for (const id of new Set(change.sessions)) keep({ kind: "session.ended", before: { id }, after: null });
    return undefined;
  }
  if (change.kind === "end-view")
    return keep({ kind: "view-as.ended", before: { id: change.view }, after: null });
  if (change.kind === "start-view") {
    const after = viewOf(change, context);
    return "code" in after ? after : keep({ kind: "view-as.started", before: null, after });
  }
  if (change.act === "person.unlocked" && !person.locked) return undefined;
  return keep({ kind: change.act, before: null, after: null }, change.project);
}

function viewOf(change: StartView, { now, actorId }: Context): ViewFact | Refusal {
  const reason = change.reason.trim();
  if (reason.length === 0 || reason.length > REASON_MOST)
    return refuse("invalid", "Say in a few words why you look.", { field: "reason" });
  if (change.person === actorId)
    return refuse("invalid", "You see everything as yourself already.", { noun: "person", field: "person" });
  const expiresAt = new Date(Date.parse(now) + VIEW_MINUTES * 60_000).toISOString();
  return { id: change.view, sessionId: change.session, operatorId: actorId, reason, expiresAt };
}
