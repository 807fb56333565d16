"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { Button } from "@/components/ui/button";
import { SelectionBar } from "@/components/ui/selection-bar";
import { Empty, Failure, ListFrame, SkeletonRows } from "@/components/ui/states";
import { useSelection } from "@/components/ui/use-selection";
import type { DeskView, InvitationView } from "@/lib/core/view";
import { CancelInvitations } from "./cancel-invitations";
import { InvitationsTable } from "./invitations-table";
import { invitationsQuery } from "./person-queries";
import type { useInvitationsFilter } from "./use-invitations-filter";
import { counted } from "./words";

interface ListProps {
  readonly desk: DeskView;
  readonly filter: ReturnType<typeof useInvitationsFilter>;
  readonly mayCancel: boolean;
  readonly invite: ReactNode;
}

export function InvitationsList({ desk, filter, mayCancel, invite }: ListProps) {
  const query = useInfiniteQuery({
    ...invitationsQuery(desk.organization.id, filter.filter),
    placeholderData: keepPreviousData,
  });
  const [cancelling, setCancelling] = useState<readonly InvitationView[]>([]);
  const invitations = query.data?.pages.flatMap((page) => page.invitations) ?? [];
  const selection = useSelection(invitations.filter(({ status }) => status === "pending"));
  if (query.isPending)
    return (
      <ListFrame>
        <SkeletonRows label="Loading invitations" />
      </ListFrame>
    );
  if (query.isError) {
    const requestId = isReadFailure(query.error) ? query.error.requestId : undefined;
    return (
      <Failure message={query.error.message} requestId={requestId} onRetry={() => void query.refetch()} />
    );
  }
  const total = query.data.pages[0]?.total ?? 0;
  if (invitations.length === 0) {
    const which = filter.state.status === "all" ? "" : `${filter.state.status} `;
    return (
      <Empty title={filter.state.search ? "No invitation matches" : `No ${which}invitations`} action={invite}>
        {filter.state.search
          ? "Look for fewer letters, or among all invitations."
          : "Whoever you invite is listed here until they accept."}
      </Empty>
    );
  }
  return (
    <>
      <p aria-live="polite" className="px-4 pb-2 text-muted text-xs tabular-nums md:px-8">
        {query.isPlaceholderData ? "Looking …" : counted(total, "invitation")}
        {invitations.length < total ? `, ${invitations.length} shown` : ""}
      </p>
      <ListFrame isOld={query.isPlaceholderData}>
        <InvitationsTable
          desk={desk}
          invitations={invitations}
          selection={mayCancel ? selection : null}
          onCancel={mayCancel ? (each) => setCancelling([each]) : undefined}
        />
      </ListFrame>
      {query.hasNextPage ? (
        <div className="flex justify-center p-4">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? "Loading …" : "Show more"}
          </Button>
        </div>
      ) : null}
      {selection.items.length > 0 ? (
        <SelectionBar label="Selected invitations" count={selection.items.length} onClear={selection.clear}>
          <Button size="small" look="danger" onClick={() => setCancelling(selection.items)}>
            Cancel {counted(selection.items.length, "invitation")}
          </Button>
        </SelectionBar>
      ) : null}
      {cancelling.length > 0 ? (
        <CancelInvitations
          invitations={cancelling}
          onDone={selection.clear}
          onClose={() => setCancelling([])}
        />
      ) : null}
    </>
  );
}
