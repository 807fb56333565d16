"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DeskView } from "@/lib/core/view";
import { newsOf } from "./news";

const FIRST_WAIT_MS = 1_000;
const WAIT_MOST_MS = 30_000;

/**
 * Listens, while this tab is visible, for changes that others make. An event is a hint, never data: where its revision
 * is news, what is on screen is asked again. A stream that was refused is asked for again, ever more seldom.
 */
export function useLiveUpdates(organizationId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (organizationId === null) return undefined;
    let source: EventSource | null = null;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_WAIT_MS;
    const isNews = newsOf();
    const onRevision = (event: MessageEvent<string>) => {
      const desk = client.getQueryData<DeskView>(["organization", organizationId, "desk"]);
      if (isNews(Number(event.data), desk?.organization.revision))
        void client.invalidateQueries({ queryKey: ["organization", organizationId] });
    };
    const follow = () => {
      source?.close();
      source = null;
      clearTimeout(waiting);
      if (document.visibilityState !== "visible") return;
      source = new EventSource(`/api/events?organization=${organizationId}`);
      source.addEventListener("revision", onRevision);
      source.addEventListener("open", () => {
        wait = FIRST_WAIT_MS;
      });
      source.addEventListener("error", ({ target }) => {
        // The browser comes back by itself to a stream that broke, but never to one that was answered with a status.
        if (target !== source || source?.readyState !== EventSource.CLOSED) return;
        waiting = setTimeout(follow, wait);
        wait = Math.min(wait * 2, WAIT_MOST_MS);
      });
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearTimeout(waiting);
      source?.close();
      source = null;
    };
  }, [client, organizationId]);
}
