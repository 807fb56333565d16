import "server-only";
import type { ViewingView } from "@/lib/core/view";
import { store } from "./database";
import { iso, personJson } from "./fragments";

/** The views of someone else that a session has not ended, newest first; whether one's time is over says `expiresAt`. */
export async function readOpenViews(sessionId: string): Promise<readonly ViewingView[]> {
  const { rows } = await store().pool.query<{ view: ViewingView }>({
    name: "open views",
    text: `select jsonb_build_object('id', w.id, 'reason', w.reason, 'expiresAt', ${iso("w.expires_at")},
        'person', ${personJson("seen")}, 'operatorEmail', o.email) as view
      from view_as w join person seen on seen.id = w.person_id join person o on o.id = w.operator_id
      where w.session_id = $1 and w.ended_at is null order by w.started_at desc`,
    values: [sessionId],
  });
  return rows.map(({ view }) => view);
}
