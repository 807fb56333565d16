"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { Time } from "@/components/ui/time";
import type { Selection } from "@/components/ui/use-selection";
import type { DeskView, TokenView } from "@/lib/core/view";

interface TokenRowProps {
  readonly token: TokenView;
  readonly desk: DeskView;
  /** Whether the owner is shown instead of where it works. */
  readonly owner: boolean;
  readonly place: string;
  readonly mayRevoke: boolean;
  readonly selection: Selection<TokenView>;
  readonly onRevoke: () => void;
}

const CELL = "lg:border-b lg:px-4 lg:py-2.5 lg:group-last:border-0";

export function TokenRow({ token, desk, owner, place, mayRevoke, selection, onRevoke }: TokenRowProps) {
  const name = token.name ?? "Without a name";
  const ownerLink = (
    <Link
      href={`/o/${desk.organization.id}/members?search=${encodeURIComponent(token.ownerEmail)}`}
      className="hover:underline"
    >
      {token.ownerEmail}
    </Link>
  );
  return (
    <tr
      className={cn(
        "group grid grid-cols-[auto_1fr_auto] gap-x-3 gap-y-1 px-4 py-3 lg:table-row",
        selection.has(token) && "bg-accent-soft",
      )}
    >
      <td className="row-start-1 pt-0.5 align-top lg:border-b lg:py-3 lg:pl-4 lg:group-last:border-0">
        <Checkbox
          checked={selection.has(token)}
          disabled={!selection.can(token)}
          onChange={(on) => selection.set(token, on)}
          label={`Select ${name}`}
        />
      </td>
      <th scope="row" className={`${CELL} block text-left font-normal lg:table-cell`}>
        <span className="block font-medium">{name}</span>
        <span className="block font-mono text-muted text-xs">{token.redacted}</span>
      </th>
      <Cell label={owner ? "Owner" : "Works in"}>{owner ? ownerLink : place}</Cell>
      <Cell label="May">
        <Scopes token={token} desk={desk} />
      </Cell>
      <Cell label="Last used">
        <Time value={token.lastUsedAt} />
      </Cell>
      <Cell label="Expires">
        <Expiry value={token.expiresAt} />
      </Cell>
      <td className={`${CELL} col-start-3 row-start-1 text-right`}>
        <Button
          size="small"
          look="danger"
          disabled={!mayRevoke}
          aria-label={`Revoke ${name}`}
          onClick={onRevoke}
        >
          Revoke
        </Button>
      </td>
    </tr>
  );
}

function Cell({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <td className={`${CELL} col-span-2 col-start-2 flex gap-2 lg:table-cell`}>
      <span className="w-20 shrink-0 text-muted lg:hidden">{label}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </td>
  );
}

function Scopes({ token, desk }: Pick<TokenRowProps, "token" | "desk">) {
  const ids = token.permissionIds;
  if (ids === null) return <span className="text-muted">everything its owner may</span>;
  const known = new Map(
    [...desk.permissions, ...desk.projectPermissions].map((each) => [each.id, each.displayName]),
  );
  const text = `${ids.length} ${ids.length === 1 ? "permission" : "permissions"}`;
  const trigger = (
    <button
      type="button"
      className="underline decoration-line-strong decoration-dotted underline-offset-2 hover:decoration-ink"
    >
      {text}
    </button>
  );
  return (
    <Popover trigger={trigger} label={`What ${token.name ?? token.redacted} may do`}>
      <ul className="flex max-h-64 flex-col gap-1 overflow-y-auto text-[13px]">
        {ids.map((id) => (
          <li key={id}>{known.get(id) ?? "A permission of another organization"}</li>
        ))}
      </ul>
    </Popover>
  );
}

const WEEK = 7 * 86_400_000;

function Expiry({ value }: { readonly value: string | null }) {
  const left = value === null ? Number.POSITIVE_INFINITY : Date.parse(value) - Date.now();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Time value={value} />
      {left <= 0 ? <Badge tone="bad">Expired</Badge> : null}
      {left > 0 && left < WEEK ? <Badge tone="warn">Soon</Badge> : null}
    </span>
  );
}
