import { CalendarClock, Ellipsis } from "lucide-react";
import Link from "next/link";
import { lazy } from "react";
import { nameOf } from "@/components/data/explain";
import { TickBox } from "@/components/grid/tick-box";
import { LateMenu } from "@/components/ui/late-menu";
import type { Member } from "@/lib/core/state";
import type { CopyActs, PersonItemsProps } from "./person-items";

const PersonItems = lazy(async () => ({ default: (await import("./person-items")).PersonItems }));

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

function PersonMenu({ member, name, href, copying, acts }: Omit<PersonItemsProps, "trigger">) {
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
  const items = { copying, member, name, href, acts };
  return <LateMenu trigger={trigger} menu={(button) => <PersonItems trigger={button} {...items} />} />;
}
