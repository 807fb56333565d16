import { Lock } from "lucide-react";
import Link from "next/link";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { FoundPerson } from "@/lib/core/support-view";

/** People whom the search has found; each leads to everything about him. */
export function FoundList({ found }: { readonly found: readonly FoundPerson[] }) {
  return (
    <ul className="divide-y">
      {found.map((person) => (
        <li key={person.id}>
          <Link
            href={`/support/people/${person.id}`}
            className="flex items-center gap-3 px-4 py-2 text-[13px] -outline-offset-2 hover:bg-sunken"
          >
            <Avatar name={nameOf(person)} size={26} />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{nameOf(person)}</span>
              <span className="block truncate text-muted">{person.email}</span>
            </span>
            {person.lockedAt ? (
              <Badge tone="bad">
                <Lock className="size-3" aria-hidden /> locked
              </Badge>
            ) : null}
            <span className="text-muted tabular-nums">
              <span className="sr-only">user id </span>
              {person.number}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
