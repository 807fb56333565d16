"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import type { Organization } from "@/lib/core/state";
import type { MeView } from "@/lib/core/view";

export function OrganizationSwitcher({
  me,
  current,
}: {
  readonly me: MeView | undefined;
  readonly current: Organization | undefined;
}) {
  const trigger = (
    <button
      type="button"
      className="mb-1 flex h-10 items-center gap-2 rounded-md px-2 text-left hover:bg-surface"
    >
      <span
        aria-hidden
        className="flex size-6 items-center justify-center rounded bg-accent font-semibold text-accent-ink text-xs"
      >
        {(current?.name ?? "G").charAt(0)}
      </span>
      <span className="min-w-0 flex-1 truncate font-semibold text-[13px]">
        {current?.name ?? "Grantdesk"}
      </span>
      <ChevronsUpDown className="size-3.5 text-muted" aria-hidden />
      <span className="sr-only">Switch organization</span>
    </button>
  );
  return (
    <Menu trigger={trigger} align="start" label="Organizations">
      <MenuLabel>Your organizations</MenuLabel>
      {(me?.organizations ?? []).map((organization) => (
        <MenuItem key={organization.id} asChild>
          <Link href={`/o/${organization.id}`}>
            <span className="flex-1 truncate">{organization.name}</span>
            {organization.id === current?.id ? <Check className="size-3.5" aria-label="current" /> : null}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
