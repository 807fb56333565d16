import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { Checkbox } from "@/components/ui/checkbox";
import type { Member } from "@/lib/core/state";

interface PersonHeadProps {
  readonly member: Member;
  readonly href: string;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** The head of a row: choose the person, or go to him. */
export function PersonHead({ member, href, chosen, onChoose }: PersonHeadProps) {
  const name = nameOf(member.person);
  return (
    <span className="flex w-full min-w-0 items-center gap-2">
      <Checkbox checked={chosen} onChange={onChoose} label={`Select ${name}`} />
      <Link
        href={href}
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
    </span>
  );
}
