import { MonitorSmartphone } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { SessionView } from "@/lib/core/view";
import { deviceOf } from "./device";

interface RowProps {
  readonly session: SessionView;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

// With seconds: two sessions of one browser are told apart by nothing else.
const began = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

/** Where and since when one is signed in, with the way to end it. */
export function SessionRow({ session, busy, onEnd }: RowProps) {
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
        <Button
          size="small"
          look="quiet"
          disabled={busy}
          aria-label={`Sign out: ${device}, since ${began.format(new Date(session.createdAt))}`}
          onClick={onEnd}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
