"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { Button } from "@/components/ui/button";
import { Empty, Failure, ListFrame, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { DeskView, MembersView } from "@/lib/core/view";
import { MembersTable, type Row } from "./members-table";
import { membersQuery } from "./person-queries";
import type { useMembersFilter } from "./use-members-filter";
import { counted } from "./words";

const BulkBar = dynamic(() => import("./bulk-bar").then((module) => module.BulkBar));

interface ListProps {
  readonly desk: DeskView;
  readonly filter: ReturnType<typeof useMembersFilter>;
  readonly selectable: boolean;
  readonly onInvite: () => void;
}

export function MembersList({ desk, filter, selectable, onInvite }: ListProps) {
  const organizationId = desk.organization.id;
  const query = useInfiniteQuery({
    ...membersQuery(organizationId, { ...filter.filter, ...filter.order }),
    placeholderData: keepPreviousData,
  });
  const [selected, setSelected] = useState<ReadonlyMap<string, Member>>(new Map());
  const select = (members: readonly Member[], on: boolean) =>
    setSelected((old) => withMembers(old, members, on));
  if (query.isPending)
    return (
      <ListFrame>
        <SkeletonRows label="Loading members" />
      </ListFrame>
    );
  if (query.isError) {
    const requestId = isReadFailure(query.error) ? query.error.requestId : undefined;
    return (
      <Failure message={query.error.message} requestId={requestId} onRetry={() => void query.refetch()} />
    );
  }
  const rows = query.data.pages.flatMap((page) => rowsOf(page, desk));
  const total = query.data.pages[0]?.total ?? 0;
  if (rows.length === 0) return <NoOne filter={filter} onInvite={selectable ? onInvite : undefined} />;
  return (
    <>
      <p aria-live="polite" className="px-4 pb-2 text-muted text-xs tabular-nums md:px-8">
        {query.isPlaceholderData ? "Looking …" : sayCount(total, rows.length, filter.isFiltered)}
      </p>
      <ListFrame isOld={query.isPlaceholderData}>
        <MembersTable
          organizationId={organizationId}
          rows={rows}
          order={filter}
          selectable={selectable}
          selected={selected}
          onSelect={select}
        />
      </ListFrame>
      {query.hasNextPage ? (
        <div className="flex justify-center p-4">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? "Loading …" : "Show more"}
          </Button>
        </div>
      ) : null}
      {selected.size > 0 ? (
        <BulkBar
          desk={desk}
          filter={filter.filter}
          total={total}
          selected={selected}
          onSelect={select}
          onClear={() => setSelected(new Map())}
        />
      ) : null}
    </>
  );
}

function sayCount(total: number, shown: number, isFiltered: boolean): string {
  const found = `${counted(total, "person", "people")}${isFiltered ? " found" : ""}`;
  return shown < total ? `${found}, ${shown} shown` : found;
}

function NoOne({
  filter,
  onInvite,
}: {
  readonly filter: ListProps["filter"];
  readonly onInvite: (() => void) | undefined;
}) {
  if (filter.isFiltered)
    return (
      <Empty title="No one matches" action={<Button onClick={filter.clear}>Clear the filters</Button>}>
        Search finds parts of names and e-mails. Take off a filter, or look for fewer letters.
      </Empty>
    );
  const invite = onInvite ? { action: <Button onClick={onInvite}>Invite people</Button> } : {};
  return (
    <Empty title="No one is here yet" {...invite}>
      Invite the first people with the role that fits them.
    </Empty>
  );
}

function rowsOf(page: MembersView, desk: DeskView): Row[] {
  const roles = new Map(page.roles.map((role) => [role.id, role]));
  const projects = new Map(desk.projects.map(({ id, name }) => [id, name]));
  return page.members.map((member) => ({
    member,
    roles: member.assignments.flatMap(({ roleId }) => roles.get(roleId) ?? []),
    projects: (page.projectIds[member.person.id] ?? []).flatMap((id) => projects.get(id) ?? []),
  }));
}

function withMembers(
  old: ReadonlyMap<string, Member>,
  members: readonly Member[],
  on: boolean,
): ReadonlyMap<string, Member> {
  const next = new Map(old);
  for (const member of members) {
    if (on) next.set(member.id, member);
    else next.delete(member.id);
  }
  return next;
}
