"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "@/components/data/queries";
import { Empty } from "@/components/ui/states";
import type { DeskView, TokenView } from "@/lib/core/view";
import { RevokeToken } from "./revoke-token";
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
  const [revoking, setRevoking] = useState<TokenView | null>(null);
  const me = useQuery(meQuery()).data;
  const wanted = words.trim().toLowerCase();
  const shown = tokens.filter((token) =>
    `${token.name ?? ""} ${token.redacted} ${token.ownerEmail}`.toLowerCase().includes(wanted),
  );
  const places = new Map((me?.organizations ?? []).map(({ id, name }) => [id, name]));
  return (
    <section aria-label="List of tokens" className="px-4 pb-16 md:px-8">
      <p role="status" className="py-3 text-[13px] text-muted tabular-nums">
        {shown.length} {shown.length === 1 ? "token" : "tokens"}
      </p>
      {shown.length === 0 ? <NoTokens searched={wanted !== ""} /> : null}
      {shown.length > 0 ? (
        <table className="block w-full rounded-lg border bg-surface text-[13px] lg:table lg:border-separate lg:border-spacing-0">
          <TokenHead whose={whose} />
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
                mayRevoke={desk.may.createTokens || token.personId === me?.person.id}
                onRevoke={() => setRevoking(token)}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      <RevokeToken
        token={revoking}
        organizationId={desk.organization.id}
        actions={actions}
        onClose={() => setRevoking(null)}
      />
    </section>
  );
}

function TokenHead({ whose }: { readonly whose: "own" | "all" }) {
  const names = ["Token", whose === "all" ? "Owner" : "Works in", "May", "Last used", "Expires"];
  return (
    <thead className="hidden text-left text-muted text-xs lg:table-header-group">
      <tr>
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
