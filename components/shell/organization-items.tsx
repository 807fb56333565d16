"use client";
import { Check } from "lucide-react";
import Link from "next/link";
import type { MenuTrigger } from "@/components/ui/late-menu";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import type { Organization } from "@/lib/core/state";

interface OrganizationItemsProps {
  readonly trigger: MenuTrigger;
  readonly organizations: readonly Organization[];
  readonly current: string | undefined;
}

export function OrganizationItems({ trigger, organizations, current }: OrganizationItemsProps) {
  return (
    <Menu trigger={trigger} align="start" label="Organizations" startsOpen>
      <MenuLabel>Your organizations</MenuLabel>
      {organizations.map(({ id, name }) => (
        <MenuItem key={id} asChild>
          <Link href={`/o/${id}`}>
            <span className="flex-1 truncate">{name}</span>
            {id === current ? <Check className="size-3.5" aria-label="current" /> : null}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
