"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { auditQuery } from "@/components/audit/queries";
import { isReadFailure } from "@/components/data/fetch-json";
import { Button } from "@/components/ui/button";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import { Time } from "@/components/ui/time";
import { saying } from "./event-words";
import type { PersonAt } from "./person-model";

/** What was changed about this person, newest first. */
export function Timeline({ at }: { readonly at: PersonAt }) {
  const query = useInfiniteQuery(auditQuery(at.desk.organization.id, { personId: at.view.member.person.id }));
  if (query.isPending) return <SkeletonRows label="Loading the history" />;
  if (query.isError) {
    const requestId = isReadFailure(query.error) ? query.error.requestId : undefined;
    return (
      <Failure message={query.error.message} requestId={requestId} onRetry={() => void query.refetch()} />
    );
  }
  const events = query.data.pages.flatMap((page) => page.events);
  if (events.length === 0)
    return (
      <Empty title="Nothing has happened yet">
        Whatever is changed about this person will be listed here.
      </Empty>
    );
  return (
    <section aria-label="History">
      <h2 className="sr-only">History</h2>
      <ol className="divide-y rounded-lg border bg-surface">
        {events.map((event) => (
          <li
            key={`${event.revision}.${event.sequence}`}
            className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-2 text-[13px]"
          >
            <span className="min-w-0 flex-1 basis-60">{saying(event, at)}</span>
            <span className="text-muted text-xs">
              <span className="break-all">{event.actor_label}</span>, <Time value={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <div className="flex justify-center p-4">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  );
}
