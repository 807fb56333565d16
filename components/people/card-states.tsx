"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/states";

interface CardStatesProps {
  /** In words, for who hears that it is loading. */
  readonly what: string;
  readonly query: Pick<UseQueryResult, "data" | "error" | "refetch">;
  /** Said in the place of the content; null: there is some. */
  readonly empty: string | null;
  readonly children: ReactNode;
}

/** What a card shows while its list is on its way, did not come, or has nothing in it. */
export function CardStates({ what, query, empty, children }: CardStatesProps) {
  const { data, error, refetch } = query;
  if (data === undefined && error) {
    const requestId = isReadFailure(error) ? error.requestId : undefined;
    return (
      <div role="alert" className="px-3 py-3 text-[13px]">
        <p>{error.message}</p>
        {requestId ? <p className="font-mono text-muted text-xs">Request {requestId}</p> : null}
        <Button size="small" className="mt-2" onClick={() => void refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (data === undefined)
    return (
      <div role="status" aria-label={`Loading ${what}`} className="flex flex-col gap-2 px-3 py-3">
        <Skeleton className="h-3 w-40" />
        <Skeleton className="h-3 w-24" />
      </div>
    );
  return empty === null ? children : <p className="px-3 py-3 text-[13px] text-muted">{empty}</p>;
}
