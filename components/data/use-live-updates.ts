"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DeskView } from "@/lib/core/view";

/**
 * Listens, while this tab is visible, for changes that others make. An event is a hint, never data: where its revision
 * is newer than ours, what is on screen is asked again.
 */
export function useLiveUpdates(organizationId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (organizationId === null) return undefined;
    let source: EventSource | null = null;
    const onRevision = (event: MessageEvent<string>) => {
      const known =
        client.getQueryData<DeskView>(["organization", organizationId, "desk"])?.organization.revision ?? -1;
      if (Number(event.data) > known)
        void client.invalidateQueries({ queryKey: ["organization", organizationId] });
    };
    const follow = () => {
      source?.close();
      source = null;
      if (document.visibilityState !== "visible") return;
      source = new EventSource(`/api/events?organization=${organizationId}`);
      source.addEventListener("revision", onRevision);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      source?.close();
    };
  }, [client, organizationId]);
}
