"use client";
import { Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { nameOf } from "@/components/data/explain";
import { sayRefusal, settled } from "@/components/data/use-write";
import { Button } from "@/components/ui/button";
import type { Outcome, ViewingView } from "@/lib/core/view";

export type StopView = () => Promise<Outcome<{ readonly personId: string | null }>>;

interface BannerProps {
  readonly viewing: ViewingView;
  readonly stopView: StopView;
}

/** Stays on every page while an operator looks with someone else's eyes: whose, why, how long, and the way out. */
export function ViewBanner({ viewing, stopView }: BannerProps) {
  const left = useSecondsLeft(viewing.expiresAt);
  const [busy, setBusy] = useState(false);
  const stop = async () => {
    setBusy(true);
    const outcome = await settled(stopView());
    // A whole new page: nothing that was read as someone else stays in its memory.
    if (outcome.ok) window.location.assign(`/support/people/${viewing.person.id}`);
    else sayRefusal(outcome);
    setBusy(false);
  };
  const isOver = left === 0;
  return (
    <section
      aria-label="Viewing as someone else"
      className="sticky top-12 z-20 md:top-0 flex flex-wrap items-center gap-x-3 gap-y-1 border-warn/40 border-b bg-warn-soft px-4 py-2 text-[13px] text-warn md:px-8"
    >
      <Eye className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 basis-60">
        {isOver ? (
          <>
            The view as <strong>{nameOf(viewing.person)}</strong> is over. Nothing can be changed until you
            end it.
          </>
        ) : (
          <>
            Viewing as <strong>{nameOf(viewing.person)}</strong> ({viewing.person.email}): read only. Reason:{" "}
            {viewing.reason}
          </>
        )}
      </p>
      <span role="timer" aria-label="Time left" className="font-medium tabular-nums">
        {left === null ? "" : clock(left)}
      </span>
      <Button size="small" disabled={busy} onClick={() => void stop()}>
        Stop viewing
      </Button>
    </section>
  );
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Null until the browser's clock is known. Once it is over the page is asked for again: what it showed is not his. */
function useSecondsLeft(expiresAt: string): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const end = Date.parse(expiresAt);
    const read = () => Math.max(0, Math.ceil((end - Date.now()) / 1000));
    const wasOpen = read() > 0;
    setLeft(read());
    const timer = setInterval(() => {
      setLeft(read());
      if (wasOpen && read() === 0) window.location.assign("/");
      if (read() === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [expiresAt]);
  return left;
}
