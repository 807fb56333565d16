"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { isReadFailure } from "@/components/data/fetch-json";
import { Button } from "@/components/ui/button";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import type { AuditEvent, AuditView } from "@/lib/core/audit-event";
import type { DeskView } from "@/lib/core/view";
import { CommandEntry } from "./command-entry";
import { byCommand } from "./group";
import { namesOf } from "./names";
import { auditQuery } from "./queries";
import type { AuditFilterState } from "./use-audit-filter";

interface ListProps {
  readonly desk: DeskView;
  readonly filter: AuditFilterState;
  readonly onUndo: ((revision: number) => void) | undefined;
}

/** The log itself, newest first unless asked otherwise; further pages are put below on demand. */
export function AuditList({ desk, filter, onUndo }: ListProps) {
  const query = useInfiniteQuery(auditQuery(desk.organization.id, filter.asked));
  const { data, error, hasNextPage, isFetchingNextPage } = query;
  if (!data && error) {
    const requestId = isReadFailure(error) ? error.requestId : undefined;
    return <Failure message={error.message} requestId={requestId} onRetry={() => void query.refetch()} />;
  }
  if (!data) return <SkeletonRows rows={10} label="Loading the audit log" />;
  const count = data.pages.reduce((sum, { events }) => sum + events.length, 0);
  const further = filter.asked.oldestFirst ? "newer" : "older";
  if (count === 0) return <None filter={filter} />;
  return (
    <>
      <p aria-live="polite" className="border-b bg-sunken px-5 py-1.5 text-muted text-xs tabular-nums">
        {count.toLocaleString("en")} {count === 1 ? "event" : "events"} shown
        {hasNextPage ? `, there are ${further} ones` : ""}
      </p>
      <Entries desk={desk} pages={data.pages} isPart={filter.isFiltered} onUndo={onUndo} />
      {hasNextPage ? (
        <div className="flex justify-center border-t p-3">
          <Button disabled={isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {isFetchingNextPage ? "Loading …" : `Load ${further}`}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface EntriesProps extends Pick<ListProps, "desk" | "onUndo"> {
  readonly pages: readonly AuditView[];
  readonly isPart: boolean;
}

function Entries({ desk, pages, isPart, onUndo }: EntriesProps) {
  const names = namesOf(
    pages.flatMap(({ people }) => people),
    desk,
  );
  const gone = new Set(
    pages.flatMap(({ events }) =>
      events.flatMap(({ kind, membership_id }) => (kind === "member.removed" ? [membership_id] : [])),
    ),
  );
  const hrefOf = ({ membership_id }: AuditEvent) =>
    membership_id && !gone.has(membership_id) ? `/o/${desk.organization.id}/people/${membership_id}` : null;
  return (
    <ol>
      {byCommand(pages.flatMap(({ events }) => events)).map((command) => (
        <CommandEntry
          key={command.revision}
          command={command}
          names={names}
          isPart={isPart}
          hrefOf={hrefOf}
          onUndo={onUndo}
        />
      ))}
    </ol>
  );
}

function None({ filter: { isFiltered, clear } }: { readonly filter: AuditFilterState }) {
  if (!isFiltered) return <Empty title="Nothing has happened yet">The first change will stand here.</Empty>;
  return (
    <Empty title="Nothing like that happened" action={<Button onClick={clear}>Clear the filters</Button>}>
      No event fits all of the filters.
    </Empty>
  );
}
