"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { debounce, parseAsString, useQueryState } from "nuqs";
import type { KeyboardEvent } from "react";
import { isReadFailure } from "@/components/data/fetch-json";
import { PageHeader } from "@/components/shell/page-header";
import { useGo } from "@/components/shell/url-state";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import { FoundList } from "./found-list";
import { foundQuery } from "./queries";

/** Anyone, anywhere, as one types; Enter opens the first. */
export function SearchScreen() {
  const goTo = useGo();
  const [words, setWords] = useQueryState(
    "q",
    parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(200) }),
  );
  const search = words.trim();
  const query = useInfiniteQuery({
    ...foundQuery(search),
    enabled: search !== "",
    placeholderData: keepPreviousData,
  });
  const found = search === "" ? [] : (query.data?.pages.flat() ?? []);
  const openFirst = (event: KeyboardEvent) => {
    const first = found[0];
    if (event.key === "Enter" && first && !query.isPlaceholderData) goTo(`/support/people/${first.id}`);
  };
  return (
    <>
      <PageHeader title="Support desk">One person's problem, across every organization.</PageHeader>
      <search aria-label="Find a person" className="relative mx-4 block max-w-2xl md:mx-8">
        <Search className="pointer-events-none absolute top-3 left-3 size-4 text-muted" aria-hidden />
        <Input
          type="search"
          aria-label="E-mail, name, user id or uuid"
          placeholder="E-mail, name, user id or uuid …"
          className="h-10 pl-9 text-sm"
          value={words}
          autoFocus
          onChange={(event) => void setWords(event.target.value || null)}
          onKeyDown={openFirst}
        />
      </search>
      <div className="mx-4 mt-4 mb-10 max-w-4xl overflow-hidden rounded-lg border bg-surface md:mx-8">
        <Results search={search} query={query} found={found} />
      </div>
    </>
  );
}

interface ResultsProps {
  readonly search: string;
  readonly query: ReturnType<typeof useFound>;
  readonly found: Parameters<typeof FoundList>[0]["found"];
}

const useFound = (search: string) => useInfiniteQuery(foundQuery(search));

function Results({ search, query, found }: ResultsProps) {
  const { data, error, hasNextPage, isFetchingNextPage, refetch, fetchNextPage } = query;
  if (search === "")
    return (
      <Empty title="Who is it about?">
        Type a part of the e-mail or the name, the whole uuid, or the integer user id.
      </Empty>
    );
  if (error) {
    const requestId = isReadFailure(error) ? error.requestId : undefined;
    return <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />;
  }
  if (!data) return <SkeletonRows rows={5} label="Searching" />;
  if (found.length === 0)
    return (
      <Empty title="Nobody is known by that">Check the spelling, or try only a part of the address.</Empty>
    );
  return (
    <>
      <p aria-live="polite" className="border-b bg-sunken px-4 py-1.5 text-muted text-xs">
        {found.length} found{hasNextPage ? ", there are more" : ""}
      </p>
      <FoundList found={found} />
      {hasNextPage ? (
        <div className="flex justify-center border-t p-3">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "Loading …" : "Load more"}
          </Button>
        </div>
      ) : null}
    </>
  );
}
