"use client";
import { lazy } from "react";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { LateMenu } from "@/components/ui/late-menu";
import type { MeView } from "@/lib/core/view";

const AccountItems = lazy(async () => ({ default: (await import("./account-items")).AccountItems }));

interface AccountMenuProps {
  readonly me: MeView | undefined;
  readonly onKeys: () => void;
}

export function AccountMenu({ me, onKeys }: AccountMenuProps) {
  const name = me ? nameOf(me.person) : "…";
  const trigger = (
    <button type="button" className="flex h-10 items-center gap-2 rounded-md px-2 text-left hover:bg-surface">
      <Avatar name={name} size={24} />
      <span className="min-w-0 flex-1 truncate text-[13px]">{name}</span>
      <span className="sr-only">Account and appearance</span>
    </button>
  );
  return (
    <LateMenu
      trigger={trigger}
      menu={(button) => <AccountItems trigger={button} email={me?.person.email} onKeys={onKeys} />}
    />
  );
}
