"use client";
import { ChevronsUpDown } from "lucide-react";
import { lazy } from "react";
import { LateMenu } from "@/components/ui/late-menu";
import type { Organization } from "@/lib/core/state";
import type { MeView } from "@/lib/core/view";

const OrganizationItems = lazy(async () => ({
  default: (await import("./organization-items")).OrganizationItems,
}));

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
    <LateMenu
      trigger={trigger}
      menu={(button) => (
        <OrganizationItems trigger={button} organizations={me?.organizations ?? []} current={current?.id} />
      )}
    />
  );
}
