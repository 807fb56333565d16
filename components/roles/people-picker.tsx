"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { isReadFailure } from "@/components/data/fetch-json";
import { peopleQuery } from "@/components/data/queries";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import { plural } from "./role-model";

interface PeoplePickerProps {
  readonly organizationId: string;
  readonly projectId: string | undefined;
  /** Who has this role already cannot be chosen again. */
  readonly roleId: string;
  readonly chosen: ReadonlyMap<string, Member>;
  readonly onChange: (chosen: ReadonlyMap<string, Member>) => void;
}

/** People with checkboxes; who is chosen stays so while one searches on. */
export function PeoplePicker({ organizationId, projectId, roleId, chosen, onChange }: PeoplePickerProps) {
  const [words, setWords] = useState("");
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...peopleQuery(organizationId, { project: projectId, search: words.trim() || undefined }),
    placeholderData: (previous) => previous,
  });
  const members = data?.pages.flatMap((page) => page.members) ?? [];
  const has = (member: Member) => member.assignments.some((each) => each.roleId === roleId);
  const free = members.filter((member) => !has(member));
  const set = (changed: readonly Member[], on: boolean) => {
    const next = new Map(chosen);
    for (const member of changed) {
      if (on) next.set(member.id, member);
      else next.delete(member.id);
    }
    onChange(next);
  };
  if (error)
    return (
      <Failure
        message={error.message}
        requestId={isReadFailure(error) ? error.requestId : undefined}
        onRetry={() => void refetch()}
      />
    );
  return (
    <div className="rounded-md border">
      <div className="relative border-b p-2">
        <Search className="absolute top-4 left-4.5 size-4 text-faint" aria-hidden />
        <Input
          type="search"
          aria-label="Search people"
          placeholder="Search by name or e-mail"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="pl-8"
        />
      </div>
      <EveryoneShown
        shown={free.length}
        picked={free.filter(({ id }) => chosen.has(id)).length}
        total={data?.pages[0]?.total ?? 0}
        onChange={(on) => set(free, on)}
      />
      {data ? null : <SkeletonRows rows={5} label="Loading people" />}
      {data && members.length === 0 ? (
        <Empty title="Nobody has that name">Search for part of the name or the e-mail.</Empty>
      ) : null}
      <ul className="max-h-72 divide-y overflow-y-auto" aria-label="People">
        {members.map((member) => (
          <PersonChoice
            key={member.id}
            member={member}
            has={has(member)}
            chosen={chosen.has(member.id)}
            onChange={(on) => set([member], on)}
          />
        ))}
        {hasNextPage ? (
          <li className="p-2">
            <Button size="small" onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

interface EveryoneShownProps {
  readonly shown: number;
  readonly picked: number;
  readonly total: number;
  readonly onChange: (on: boolean) => void;
}

function EveryoneShown({ shown, picked, total, onChange }: EveryoneShownProps) {
  if (shown === 0) return null;
  const checked = picked === 0 ? false : picked === shown || "indeterminate";
  return (
    <label
      htmlFor="pick-all"
      className="flex h-9 items-center gap-3 border-b bg-sunken px-3 text-[13px] text-muted"
    >
      <Checkbox id="pick-all" label={`All ${shown} shown`} checked={checked} onChange={onChange} />
      All {shown} shown
      <span className="ml-auto tabular-nums">{plural(total, "person", "people")}</span>
    </label>
  );
}

interface PersonChoiceProps {
  readonly member: Member;
  readonly has: boolean;
  readonly chosen: boolean;
  readonly onChange: (on: boolean) => void;
}

function PersonChoice({ member, has, chosen, onChange }: PersonChoiceProps) {
  const name = nameOf(member.person);
  const id = `pick-${member.id}`;
  return (
    <li>
      <label
        htmlFor={id}
        className="flex min-h-11 items-center gap-3 px-3 py-1.5 text-[13px] hover:bg-sunken"
      >
        <Checkbox
          id={id}
          label={`${name}, ${member.person.email}`}
          checked={has || chosen}
          disabled={has}
          onChange={onChange}
        />
        <Avatar name={name} size={24} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{name}</span>
          <span className="block truncate text-muted text-xs">{member.person.email}</span>
        </span>
        {has ? <Badge>Has it already</Badge> : null}
        {member.status === "ACTIVE" ? null : (
          <Badge tone="warn">{member.status === "INVITED" ? "Invited" : "Suspended"}</Badge>
        )}
      </label>
    </li>
  );
}
