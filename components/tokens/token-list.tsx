"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "@/components/data/queries";
import { counted } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectionBar } from "@/components/ui/selection-bar";
import { Empty } from "@/components/ui/states";
import { type Selection, useSelection } from "@/components/ui/use-selection";
import type { DeskView, TokenView } from "@/lib/core/view";
import { RevokeTokens } from "./revoke-tokens";
import { TokenRow } from "./token-row";
import type { TokenActions } from "./tokens-screen";

interface TokenListProps {
  readonly tokens: readonly TokenView[];
  readonly desk: DeskView;
  readonly whose: "own" | "all";
  readonly words: string;
  readonly actions: TokenActions;
}

/** Tokens as a table; on a narrow screen each is a card. */
export function TokenList({ tokens, desk, whose, words, actions }: TokenListProps) {
  const [revoking, setRevoking] = useState<readonly TokenView[]>([]);
  const me = useQuery(meQuery()).data;
  const wanted = words.trim().toLowerCase();
  const shown = tokens.filter((token) =>
    `${token.name ?? ""} ${token.redacted} ${token.ownerEmail}`.toLowerCase().includes(wanted),
  );
  const mayRevoke = ({ personId }: TokenView) => desk.may.createTokens || personId === me?.person.id;
  const selection = useSelection(shown.filter(mayRevoke));
  const places = new Map((me?.organizations ?? []).map(({ id, name }) => [id, name]));
  return (
    <section aria-label="List of tokens" className="px-4 pb-16 md:px-8">
      <p role="status" className="py-3 text-[13px] text-muted tabular-nums">
        {shown.length} {shown.length === 1 ? "token" : "tokens"}
      </p>
      {shown.length === 0 ? <NoTokens searched={wanted !== ""} /> : null}
      {shown.length > 0 ? (
        <table className="block w-full rounded-lg border bg-surface text-[13px] lg:table lg:border-separate lg:border-spacing-0">
          <TokenHead whose={whose} selection={selection} />
          <tbody className="block divide-y lg:table-row-group">
            {shown.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                desk={desk}
                owner={whose === "all"}
                place={
                  token.organizationId === null
                    ? "Every organization of yours"
                    : (places.get(token.organizationId) ?? desk.organization.name)
                }
                mayRevoke={mayRevoke(token)}
                selection={selection}
                onRevoke={() => setRevoking([token])}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {selection.items.length > 0 ? (
        <SelectionBar label="Selected tokens" count={selection.items.length} onClear={selection.clear}>
          <Button size="small" look="danger" onClick={() => setRevoking(selection.items)}>
            Revoke {counted(selection.items.length, "token")}
          </Button>
        </SelectionBar>
      ) : null}
      <RevokeTokens
        tokens={revoking}
        organizationId={desk.organization.id}
        actions={actions}
        onDone={selection.clear}
        onClose={() => setRevoking([])}
      />
    </section>
  );
}

interface HeadProps {
  readonly whose: "own" | "all";
  readonly selection: Selection<TokenView>;
}

function TokenHead({ whose, selection }: HeadProps) {
  const names = ["Token", whose === "all" ? "Owner" : "Works in", "May", "Last used", "Expires"];
  return (
    <thead className="hidden text-left text-muted text-xs lg:table-header-group">
      <tr>
        <th scope="col" className="w-10 border-b py-2 pl-4">
          <Checkbox
            checked={selection.all}
            disabled={selection.isEmptyHanded}
            onChange={selection.setAll}
            label="Select every token shown that you may revoke"
          />
        </th>
        {names.map((name) => (
          <th key={name} scope="col" className="border-b px-4 py-2 font-medium">
            {name}
          </th>
        ))}
        <th scope="col" className="w-24 border-b px-4 py-2">
          <span className="sr-only">Acts</span>
        </th>
      </tr>
    </thead>
  );
}

function NoTokens({ searched }: { readonly searched: boolean }) {
  if (searched)
    return (
      <Empty title="No token fits">Search looks at names, owners and the visible part of the secret.</Empty>
    );
  return (
    <Empty title="No tokens yet">
      Create one for a script or a service that should act for you, with as little as it needs.
    </Empty>
  );
}
