"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery, pathOf } from "@/components/data/queries";
import type { WriteActions } from "@/components/data/wanted";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { ExportLink } from "@/components/ui/export-link";
import { Failure, ListFrame, SkeletonRows } from "@/components/ui/states";
import type { DeskView, Outcome } from "@/lib/core/view";
import { CreateToken } from "./create-token";
import { TokenList } from "./token-list";
import { inOrder, TOKEN_SORTS, type TokenSort } from "./token-sort";
import { TokenTools } from "./token-tools";
import { tokensQuery } from "./tokens-query";

export interface TokenActions extends WriteActions {
  readonly makeToken: (input: unknown) => Promise<Outcome<{ readonly secret: string }>>;
}

const PARSERS = {
  whose: parseAsStringLiteral(["own", "all"]).withDefault("own"),
  search: parseAsString.withDefault("").withOptions({ history: "replace" }),
  sort: parseAsStringLiteral(TOKEN_SORTS).withDefault("oldest").withOptions({ history: "replace" }),
  create: parseAsStringLiteral(["yes"]),
};

interface TokensScreenProps {
  readonly organizationId: string;
  readonly actions: TokenActions;
}

/** The keys of scripts and services: one's own, and all of the organization's for who may see them. */
export function TokensScreen({ organizationId, actions }: TokensScreenProps) {
  const [state, set] = useQueryStates(PARSERS, { history: "push" });
  const { data: desk } = useQuery(deskQuery(organizationId));
  const mayCreate = desk?.may.createTokens === true;
  return (
    <>
      <PageHeader
        title="API tokens"
        actions={
          <>
            <ExportLink
              href={pathOf(organizationId, "tokens-export", {
                all: state.whose === "all" ? "true" : undefined,
                search: state.search.trim(),
              })}
            />
            <Button asChild>
              <Link href={`/reference?organization=${organizationId}`}>API reference</Link>
            </Button>
            <Button
              look="primary"
              disabled={!mayCreate}
              aria-describedby={mayCreate ? undefined : "tokens-locked"}
              onClick={() => void set({ create: "yes" })}
            >
              <Plus className="size-4" aria-hidden /> Create token
            </Button>
          </>
        }
      >
        A token lets a script or a service act for you. It never holds more than you do at that moment.
        {mayCreate ? null : <span id="tokens-locked"> Only people with Create API Key can make one.</span>}
      </PageHeader>
      <TokenTools
        whose={state.whose}
        words={state.search}
        sort={state.sort}
        mayReadAll={desk?.may.readTokens === true}
        onWhose={(whose) => void set({ whose })}
        onSort={(sort) => void set({ sort })}
        onWords={(search) => void set({ search: search || null })}
      />
      {desk ? (
        <Tokens desk={desk} whose={state.whose} words={state.search} sort={state.sort} actions={actions} />
      ) : (
        <TokensWait />
      )}
      {desk && state.create ? (
        <CreateToken desk={desk} actions={actions} onClose={() => void set({ create: null })} />
      ) : null}
    </>
  );
}

interface TokensProps {
  readonly desk: DeskView;
  readonly whose: "own" | "all";
  readonly words: string;
  readonly sort: TokenSort;
  readonly actions: TokenActions;
}

function Tokens({ desk, whose, words, sort, actions }: TokensProps) {
  const { data, error, refetch } = useQuery(tokensQuery(desk.organization.id, whose));
  const requestId = isReadFailure(error) ? error.requestId : undefined;
  if (data)
    return (
      <TokenList tokens={inOrder(data, sort)} desk={desk} whose={whose} words={words} actions={actions} />
    );
  if (error) return <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />;
  return <TokensWait />;
}

function TokensWait() {
  return (
    <div className="pt-3">
      <ListFrame>
        <SkeletonRows label="Loading tokens" />
      </ListFrame>
    </div>
  );
}
