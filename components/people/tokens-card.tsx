"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { RevokeTokens } from "@/components/tokens/revoke-tokens";
import { tokensQuery } from "@/components/tokens/tokens-query";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { TokenView } from "@/lib/core/view";
import { Card } from "./card";
import { CardStates } from "./card-states";
import { usePeople } from "./context";
import type { PersonAt } from "./person-model";
import { counted } from "./words";

/** A person's tokens that work here: one's own, and everyone's for who may see tokens. */
export function TokensCard({ at, isSelf }: { readonly at: PersonAt; readonly isSelf: boolean }) {
  const { organizationId, actions } = usePeople();
  const [revoking, setRevoking] = useState<readonly TokenView[]>([]);
  const whose = isSelf ? "own" : "all";
  const query = useQuery(tokensQuery(organizationId, whose));
  const { id } = at.view.member.person;
  const tokens = query.data?.filter(
    (token) =>
      token.personId === id && (token.organizationId === null || token.organizationId === organizationId),
  );
  const { email } = at.view.member.person;
  const all = `/o/${organizationId}/tokens${isSelf ? "" : `?whose=all&search=${encodeURIComponent(email)}`}`;
  return (
    <Card
      title="API tokens"
      action={
        <Link href={all} className="text-[13px] text-muted hover:text-ink hover:underline">
          All tokens
        </Link>
      }
    >
      <CardStates
        what="tokens"
        query={query}
        empty={tokens?.length === 0 ? "No token that works here." : null}
      >
        <ul className="divide-y">
          {tokens?.map((token) => (
            <Token
              key={token.id}
              token={token}
              onRevoke={isSelf || at.desk.may.createTokens ? () => setRevoking([token]) : undefined}
            />
          ))}
        </ul>
      </CardStates>
      <RevokeTokens
        tokens={revoking}
        organizationId={organizationId}
        actions={actions}
        onDone={() => setRevoking([])}
        onClose={() => setRevoking([])}
      />
    </Card>
  );
}

interface TokenProps {
  readonly token: TokenView;
  /** Missing: the asker may not. */
  readonly onRevoke: (() => void) | undefined;
}

function Token({ token, onRevoke }: TokenProps) {
  const { name, redacted, permissionIds, lastUsedAt, expiresAt } = token;
  return (
    <li className="flex items-start gap-2 px-3 py-2 text-[13px]">
      <KeyRound className="mt-0.5 size-3.5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="[overflow-wrap:anywhere]">{name ?? redacted}</p>
        <p className="text-muted text-xs">
          {permissionIds ? counted(permissionIds.length, "permission") : "Everything its owner may"}
          {", used "}
          <Time value={lastUsedAt} />
          {expiresAt === null ? ", does not expire" : ", until "}
          {expiresAt === null ? null : <Time value={expiresAt} />}
        </p>
      </div>
      {onRevoke ? (
        <Button size="small" look="quiet" aria-label={`Revoke ${name ?? redacted}`} onClick={onRevoke}>
          Revoke
        </Button>
      ) : null}
    </li>
  );
}
