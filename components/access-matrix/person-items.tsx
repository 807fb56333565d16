"use client";
import { ClipboardPaste, Copy, UserRound, UsersRound } from "lucide-react";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import type { MenuTrigger } from "@/components/ui/late-menu";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Member } from "@/lib/core/state";

/** What can be copied onto a person: all that was copied before, or what is chosen of a colleague's. */
export interface CopyActs {
  readonly choose: (memberId: string) => void;
  readonly copy: (memberId: string) => void;
  readonly paste: (memberId: string) => void;
}

export interface PersonItemsProps {
  readonly trigger: MenuTrigger;
  readonly member: Member;
  readonly name: string;
  readonly href: string;
  /** Whose rights were copied; null: nobody's. */
  readonly copying: Member | null;
  readonly acts: CopyActs;
}

/** What can be done with a person from his row. */
export function PersonItems({ trigger, member, name, href, copying, acts }: PersonItemsProps) {
  const other = copying && copying.id !== member.id ? copying : null;
  return (
    <Menu trigger={trigger} align="start" label={`Actions for ${name}`} startsOpen>
      <MenuItem onSelect={() => acts.choose(member.id)}>
        <UsersRound className="size-4" aria-hidden /> Copy rights from a colleague …
      </MenuItem>
      <MenuItem onSelect={() => acts.copy(member.id)}>
        <Copy className="size-4" aria-hidden /> Copy these rights
        <kbd className="ml-auto pl-4 font-sans text-muted text-xs">Ctrl C</kbd>
      </MenuItem>
      {other ? (
        <MenuItem onSelect={() => acts.paste(member.id)}>
          <ClipboardPaste className="size-4" aria-hidden /> Give what {nameOf(other.person)} has
          <kbd className="ml-auto pl-4 font-sans text-muted text-xs">Ctrl V</kbd>
        </MenuItem>
      ) : null}
      <MenuItem asChild>
        <Link href={href}>
          <UserRound className="size-4" aria-hidden /> Open {name}
        </Link>
      </MenuItem>
    </Menu>
  );
}
