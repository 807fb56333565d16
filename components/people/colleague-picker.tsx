"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { peopleQuery } from "@/components/data/queries";
import { Avatar } from "@/components/ui/avatar";
import { Input } from "@/components/ui/input";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { PeopleView } from "@/lib/core/view";
import type { PersonAt } from "./person-model";

interface PickerProps {
  readonly at: PersonAt;
  readonly onPick: (membershipId: string) => void;
}

const SHOWN = 20;

export function ColleaguePicker({ at, onPick }: PickerProps) {
  const [words, setWords] = useState("");
  const filter = { search: words.trim() || undefined, project: at.project?.id, limit: SHOWN };
  const query = useInfiniteQuery({
    ...peopleQuery(at.desk.organization.id, filter),
    placeholderData: keepPreviousData,
  });
  const [page] = query.data?.pages ?? [];
  const others = (page?.members ?? []).filter(({ person }) => person.id !== at.view.member.person.id);
  return (
    <div className="flex flex-col gap-3">
      <Input
        type="search"
        autoFocus
        aria-label="Search a colleague by name or e-mail"
        placeholder="Search a colleague by name or e-mail"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {query.isPending ? <SkeletonRows rows={6} label="Loading colleagues" /> : null}
      {query.isError ? <Failure message={query.error.message} onRetry={() => void query.refetch()} /> : null}
      {page && others.length === 0 ? <Empty title="No one matches" /> : null}
      {page && others.length > 0 ? (
        <ul className="divide-y rounded-md border">
          {others.map((member) => (
            <Colleague key={member.id} member={member} page={page} onPick={() => onPick(member.id)} />
          ))}
        </ul>
      ) : null}
      {page && page.total > SHOWN ? (
        <p className="text-muted text-xs">
          The first {SHOWN} of {page.total}. Type to find others.
        </p>
      ) : null}
    </div>
  );
}

function Colleague({
  member,
  page,
  onPick,
}: {
  readonly member: Member;
  readonly page: PeopleView;
  readonly onPick: () => void;
}) {
  const name = nameOf(member.person);
  const roles = member.assignments.flatMap(
    ({ roleId }) => page.roles.find(({ id }) => id === roleId)?.name ?? [],
  );
  return (
    <li>
      <button
        type="button"
        onClick={onPick}
        className="flex w-full items-center gap-2.5 px-3 py-2 text-left hover:bg-sunken"
      >
        <Avatar name={name} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-[13px]">{name}</span>
          <span className="block truncate text-muted text-xs">{member.person.email}</span>
        </span>
        <span className="max-w-40 truncate text-muted text-xs">{roles.join(", ")}</span>
      </button>
    </li>
  );
}
