"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { membersQuery } from "@/components/people/person-queries";
import { counted, listed } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { DeskView } from "@/lib/core/view";

interface ListProps {
  readonly desk: DeskView;
  readonly projectId: string;
  /** Names by e-mail; they stay chosen whatever is searched for. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly onChange: (chosen: ReadonlyMap<string, string>) => void;
  readonly error: string | undefined;
}

/** The people of the organization, to choose several from. Who is in the project already is shown as such. */
export function ColleagueList({ desk, projectId, chosen, onChange, error }: ListProps) {
  const [words, setWords] = useState("");
  const query = useInfiniteQuery({
    ...membersQuery(desk.organization.id, { search: words.trim() || undefined }),
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  const members = pages.flatMap((page) => page.members);
  const isIn = ({ person }: Member) => pages.some((page) => page.projectIds[person.id]?.includes(projectId));
  const names = [...chosen.values()];
  return (
    <div className="flex flex-col gap-2">
      <Field
        id="colleague-search"
        label="Colleagues"
        hint={names.length > 0 ? `${names.length} chosen: ${listed(names, 4)}.` : "They join at once."}
        error={error}
      >
        <Input
          id="colleague-search"
          type="search"
          placeholder="Search by name or e-mail"
          aria-describedby="colleague-search-note"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      {query.isPending ? <SkeletonRows rows={4} label="Loading colleagues" /> : null}
      {query.isError ? <Failure message={query.error.message} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <p aria-live="polite" className="text-muted text-xs tabular-nums">
          {members.length === 0 ? "No one matches." : counted(pages[0]?.total ?? 0, "person", "people")}
        </p>
      ) : null}
      {members.length > 0 ? (
        <ul className="max-h-64 divide-y overflow-y-auto rounded-md border">
          {members.map((member) => (
            <Colleague
              key={member.id}
              member={member}
              isIn={isIn(member)}
              chosen={chosen.has(member.person.email)}
              onChoose={(on) => onChange(withColleague(chosen, member, on))}
            />
          ))}
          {query.hasNextPage ? (
            <li className="flex justify-center p-2">
              <Button size="small" look="quiet" onClick={() => void query.fetchNextPage()}>
                Show more
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

interface ColleagueProps {
  readonly member: Member;
  readonly isIn: boolean;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
}

function Colleague({ member: { id, person }, isIn, chosen, onChoose }: ColleagueProps) {
  const name = nameOf(person);
  return (
    <li className="flex items-center gap-2.5 px-3 py-1.5">
      <Checkbox
        id={`colleague-${id}`}
        checked={isIn || chosen}
        disabled={isIn}
        onChange={onChoose}
        label={name}
      />
      <label htmlFor={`colleague-${id}`} className="min-w-0 flex-1 text-[13px]">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-muted text-xs">{person.email}</span>
      </label>
      {isIn ? <span className="text-muted text-xs">here already</span> : null}
    </li>
  );
}

function withColleague(
  chosen: ReadonlyMap<string, string>,
  { person }: Member,
  on: boolean,
): ReadonlyMap<string, string> {
  const next = new Map(chosen);
  if (on) next.set(person.email, nameOf(person));
  else next.delete(person.email);
  return next;
}
