"use client";
import { CircleCheck, CircleX, Clock } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import type { Selection } from "@/components/ui/use-selection";
import type { DeskView, InvitationView } from "@/lib/core/view";
import { listed } from "./words";

interface TableProps {
  readonly desk: DeskView;
  readonly invitations: readonly InvitationView[];
  /** Null: the asker may cancel none. */
  readonly selection: Selection<InvitationView> | null;
  /** Missing: the asker may not. */
  readonly onCancel: ((invitation: InvitationView) => void) | undefined;
}

const HEAD = "h-9 px-3 text-left font-medium text-muted text-xs";
const CELL = "px-3 py-2 align-middle";

export function InvitationsTable({ desk, invitations, selection, onCancel }: TableProps) {
  const names = new Map(
    [...desk.permissions, ...desk.projectPermissions].map(({ name, displayName }) => [name, displayName]),
  );
  return (
    <table className="w-full table-fixed text-[13px] md:table-auto">
      <caption className="sr-only">Invitations</caption>
      <thead className="bg-sunken">
        <tr>
          {selection ? (
            <th scope="col" className={cn(HEAD, "w-10 pl-4")}>
              <Checkbox
                checked={selection.all}
                disabled={selection.isEmptyHanded}
                onChange={selection.setAll}
                label="Select every open invitation shown"
              />
            </th>
          ) : null}
          <th scope="col" className={cn(HEAD, selection ? "" : "pl-4")}>
            Invited
          </th>
          <th scope="col" className={cn(HEAD, "hidden lg:table-cell")}>
            Permissions
          </th>
          <th scope="col" className={cn(HEAD, "hidden md:table-cell")}>
            By
          </th>
          <th scope="col" className={cn(HEAD, "w-28 md:w-auto")}>
            Status
          </th>
          <th scope="col" className={cn(HEAD, "hidden sm:table-cell")}>
            Expires
          </th>
          <th scope="col" className={cn(HEAD, "w-24 pr-4")}>
            <span className="sr-only">Acts</span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {invitations.map((each) => (
          <InvitationRow
            key={each.id}
            organizationId={desk.organization.id}
            invitation={each}
            selection={selection}
            permissions={each.permissions.map((name) => names.get(name) ?? name)}
            onCancel={onCancel && each.status === "pending" ? () => onCancel(each) : undefined}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly organizationId: string;
  readonly invitation: InvitationView;
  readonly selection: Selection<InvitationView> | null;
  readonly permissions: readonly string[];
  readonly onCancel: (() => void) | undefined;
}

function InvitationRow({ organizationId, invitation, selection, permissions, onCancel }: RowProps) {
  const { email, membershipId, status, createdAt, expiresAt, invitedByEmail } = invitation;
  const there = status !== "cancelled" && membershipId !== null;
  return (
    <tr
      className={cn(
        "bg-surface hover:bg-sunken",
        selection?.has(invitation) && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      {selection ? (
        <td className={cn(CELL, "pl-4")}>
          {selection.can(invitation) ? (
            <Checkbox
              checked={selection.has(invitation)}
              onChange={(on) => selection.set(invitation, on)}
              label={`Select the invitation of ${email}`}
            />
          ) : null}
        </td>
      ) : null}
      <th
        scope="row"
        className={cn(CELL, "max-w-0 text-left font-normal md:w-[32%]", selection ? "" : "pl-4")}
      >
        {there ? (
          <Link
            href={`/o/${organizationId}/people/${membershipId}`}
            className="block truncate font-medium hover:underline"
          >
            {email}
          </Link>
        ) : (
          <span className="block truncate font-medium">{email}</span>
        )}
        <span className="text-muted text-xs">
          <Time value={createdAt} />
        </span>
        {status === "pending" ? (
          <span className="block text-muted text-xs sm:hidden">
            expires <Time value={expiresAt} />
          </span>
        ) : null}
      </th>
      <td className={cn(CELL, "hidden text-muted lg:table-cell")} title={permissions.join(", ")}>
        {permissions.length > 0 ? listed(permissions, 2) : "–"}
      </td>
      <td className={cn(CELL, "hidden max-w-48 truncate text-muted md:table-cell")}>
        {invitedByEmail ?? "–"}
      </td>
      <td className={CELL}>
        <InvitationStatus invitation={invitation} />
      </td>
      <td className={cn(CELL, "hidden text-muted sm:table-cell")}>
        {status === "pending" ? <Time value={expiresAt} /> : "–"}
      </td>
      <td className={cn(CELL, "pr-4 text-right")}>
        {onCancel ? (
          <Button size="small" onClick={onCancel} aria-label={`Cancel the invitation of ${email}`}>
            Cancel
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function InvitationStatus({ invitation: { status, expiresAt } }: { readonly invitation: InvitationView }) {
  if (status === "accepted")
    return (
      <Badge tone="good">
        <CircleCheck className="size-3" aria-hidden /> Accepted
      </Badge>
    );
  if (status === "cancelled")
    return (
      <Badge>
        <CircleX className="size-3" aria-hidden /> Cancelled
      </Badge>
    );
  if (Date.parse(expiresAt) < Date.now())
    return (
      <Badge tone="warn">
        <Clock className="size-3" aria-hidden /> Expired
      </Badge>
    );
  return (
    <Badge tone="accent">
      <Clock className="size-3" aria-hidden /> Pending
    </Badge>
  );
}
