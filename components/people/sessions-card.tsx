"use client";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { fetchJson } from "@/components/data/fetch-json";
import { sayRefusal, settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import type { Outcome, SessionView } from "@/lib/core/view";
import { Card } from "./card";
import { CardStates } from "./card-states";
import { deviceOf } from "./device";
import { SessionRow } from "./session-row";
import { counted } from "./words";

export interface SessionActions {
  readonly endSession: (input: unknown) => Promise<Outcome<null>>;
  readonly endSessionsElsewhere: () => Promise<Outcome<{ readonly ended: number }>>;
}

/** More of them are shown on demand. */
const FIRST = 5;

const sessionsQuery = () =>
  queryOptions({
    queryKey: ["me", "sessions"],
    queryFn: ({ signal }) => fetchJson<readonly SessionView[]>("/api/console/sessions", signal),
  });

/** Where one is signed in oneself; each can be ended but the one that looks, which signs out. */
export function SessionsCard({ endSession, endSessionsElsewhere }: SessionActions) {
  const query = useQuery(sessionsQuery());
  const [whole, setWhole] = useState(false);
  const [asking, setAsking] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const sessions = [...(query.data ?? [])].sort((a, b) => Number(b.current) - Number(a.current));
  // The button that had the focus is gone.
  const { ending, run } = useEnding(() => list.current?.focus());
  const elsewhere = sessions.filter(({ current }) => !current).length;
  const everywhere =
    elsewhere > 1 ? (
      <Button size="small" look="quiet" onClick={() => setAsking(true)}>
        Sign out everywhere else
      </Button>
    ) : null;
  return (
    <Card title="Sessions" action={everywhere}>
      <CardStates what="sessions" query={query} empty={sessions.length === 0 ? "Signed in nowhere." : null}>
        <ul ref={list} tabIndex={-1} aria-label="Where you are signed in" className="divide-y">
          {sessions.slice(0, whole ? undefined : FIRST).map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              busy={ending === session.id}
              onEnd={() =>
                void run(session.id, endSession({ sessionId: session.id }), () => deviceOf(session))
              }
            />
          ))}
        </ul>
        {!whole && sessions.length > FIRST ? (
          <div className="border-t px-1 py-1">
            <Button size="small" look="quiet" onClick={() => setWhole(true)}>
              Show all {sessions.length}
            </Button>
          </div>
        ) : null}
      </CardStates>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere else?"
        description={`${counted(elsewhere, "other session")} of yours will end at once. You stay signed in here, and your API tokens go on.`}
        act="Sign out everywhere else"
        onConfirm={() =>
          run("elsewhere", endSessionsElsewhere(), ({ ended }) => counted(ended, "other session"))
        }
      />
    </Card>
  );
}

/** Ends something, says what, and asks for the list again. */
function useEnding(onEnded: () => void) {
  const client = useQueryClient();
  const [ending, setEnding] = useState<string | null>(null);
  const run = async <T,>(what: string, act: Promise<Outcome<T>>, inWords: (value: T) => string) => {
    setEnding(what);
    const outcome = await settled(act);
    setEnding(null);
    if (outcome.ok) toast.success(`Signed out: ${inWords(outcome.value)}.`);
    else sayRefusal(outcome);
    await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
    if (outcome.ok) onEnded();
  };
  return { ending, run };
}
