import { CalendarClock, ClipboardPaste, Copy, Ellipsis, UserRound, UsersRound } from "lucide-react";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { TickBox } from "@/components/grid/tick-box";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { Member } from "@/lib/core/state";

/** What can be copied onto a person: all that was copied before, or what is chosen of a colleague's. */
export interface CopyActs {
  readonly choose: (memberId: string) => void;
  readonly copy: (memberId: string) => void;
  readonly paste: (memberId: string) => void;
}

export interface PersonHeadProps {
  readonly member: Member;
  readonly href: string;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
  /** Whose rights were copied; null: nobody's. */
  readonly copying: Member | null;
  /** Null: nothing can be changed here. */
  readonly onCopyFrom: CopyActs | null;
}

/** The head of a row: choose the person, go to him, or give him what another has. */
export function PersonHead({ member, href, chosen, onChoose, copying, onCopyFrom }: PersonHeadProps) {
  const name = nameOf(member.person);
  return (
    <span className="flex w-full min-w-0 items-center gap-2">
      <TickBox checked={chosen} onChange={onChoose} label={`Select ${name}`} />
      <Link
        href={href}
        prefetch={false}
        tabIndex={-1}
        title={member.person.email}
        className="min-w-0 flex-1 truncate text-[13px] hover:underline"
      >
        {name}
      </Link>
      {member.status === "ACTIVE" ? null : (
        <span className="flex items-center gap-1 text-muted text-xs">
          <CalendarClock className="size-3" aria-hidden />
          {member.status === "INVITED" ? "invited" : "suspended"}
        </span>
      )}
      {onCopyFrom ? <PersonMenu {...{ member, name, href, copying }} acts={onCopyFrom} /> : null}
    </span>
  );
}

interface PersonMenuProps extends Pick<PersonHeadProps, "member" | "href" | "copying"> {
  readonly name: string;
  readonly acts: CopyActs;
}

function PersonMenu({ member, name, href, copying, acts }: PersonMenuProps) {
  const trigger = (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`Actions for ${name}`}
      title={`Actions for ${name}`}
      className="flex size-6 shrink-0 items-center justify-center rounded text-muted hover:bg-sunken hover:text-ink"
    >
      <Ellipsis className="size-4" aria-hidden />
    </button>
  );
  const other = copying && copying.id !== member.id ? copying : null;
  return (
    <Menu trigger={trigger} align="start" label={`Actions for ${name}`}>
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
