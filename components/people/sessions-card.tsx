"use client";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useRef, useState } from "react";
import { fetchJson } from "@/components/data/fetch-json";
import { sayRefusal, settled } from "@/components/data/use-write";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Outcome, SessionView } from "@/lib/core/view";
import { Card } from "./card";
import { CardStates } from "./card-states";
import { deviceOf } from "./device";

export type EndSession = (input: unknown) => Promise<Outcome<null>>;

/** More of them are shown on demand. */
const FIRST = 5;

const sessionsQuery = () =>
  queryOptions({
    queryKey: ["me", "sessions"],
    queryFn: ({ signal }) => fetchJson<readonly SessionView[]>("/api/console/sessions", signal),
  });

/** Where one is signed in oneself; each can be ended but the one that looks, which signs out. */
export function SessionsCard({ endSession }: { readonly endSession: EndSession }) {
  const client = useQueryClient();
  const query = useQuery(sessionsQuery());
  const [whole, setWhole] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const sessions = [...(query.data ?? [])].sort((a, b) => Number(b.current) - Number(a.current));
  const end = async ({ id, ...session }: SessionView) => {
    setEnding(id);
    const outcome = await settled(endSession({ sessionId: id }));
    setEnding(null);
    if (outcome.ok) toast.success(`Signed out: ${deviceOf(session)}.`);
    else sayRefusal(outcome);
    await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
    // The button that had the focus is gone.
    if (outcome.ok) list.current?.focus();
  };
  return (
    <Card title="Sessions">
      <CardStates what="sessions" query={query} empty={sessions.length === 0 ? "Signed in nowhere." : null}>
        <ul ref={list} tabIndex={-1} aria-label="Where you are signed in" className="divide-y">
          {sessions.slice(0, whole ? undefined : FIRST).map((session) => (
            <Session
              key={session.id}
              session={session}
              busy={ending === session.id}
              onEnd={() => void end(session)}
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
    </Card>
  );
}

interface SessionProps {
  readonly session: SessionView;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

function Session({ session, busy, onEnd }: SessionProps) {
  const device = deviceOf(session);
  return (
    <li className="flex items-start gap-2 px-3 py-2 text-[13px]">
      <MonitorSmartphone className="mt-0.5 size-3.5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <p title={session.userAgent ?? undefined} className="[overflow-wrap:anywhere]">
          {device}
        </p>
        <p className="text-muted text-xs">
          {"Since "}
          <Time value={session.createdAt} />
          {", used "}
          <Time value={session.lastUsedAt} />
        </p>
      </div>
      {session.current ? (
        <Badge>This one</Badge>
      ) : (
        <Button size="small" look="quiet" disabled={busy} aria-label={`Sign out: ${device}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  );
}
