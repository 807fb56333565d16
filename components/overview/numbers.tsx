import Link from "next/link";
import type { OverviewView } from "@/lib/core/overview";

interface Figure {
  readonly label: string;
  readonly value: number;
  readonly href: string;
  readonly hint: string;
}

/** The figures at the top; each is a link to the list that it counts. */
export function Numbers({
  overview,
  at,
}: {
  readonly overview: OverviewView;
  readonly at: (path: string) => string;
}) {
  const { people, invitations, ending, tokens } = overview;
  const figures: Figure[] = [
    { label: "Active", value: people.active, href: at("/members?status=active"), hint: "people" },
    {
      label: "Invited",
      value: people.invited,
      href: at("/members?status=invited"),
      hint: "wait for their answer",
    },
    { label: "Suspended", value: people.suspended, href: at("/members?status=suspended"), hint: "shut out" },
    {
      label: "Invitations",
      value: invitations.pending,
      href: at("/invitations?status=pending"),
      hint: "open",
    },
    { label: "Rights ending", value: ending.total, href: "#ending", hint: "within 30 days" },
    ...(tokens
      ? [{ label: "Tokens ending", value: tokens.total, href: at("/tokens"), hint: "within 30 days" }]
      : []),
  ];
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-3 xl:grid-cols-6">
      {figures.map(({ label, value, href, hint }) => (
        <li key={label} className="bg-surface">
          <Link href={href} className="block h-full px-4 py-3 -outline-offset-2 hover:bg-sunken">
            <span className="block text-[13px] text-muted">{label}</span>
            <span className="block font-semibold text-2xl tabular-nums leading-8 tracking-tight">
              {value.toLocaleString("en")}
            </span>
            <span className="block text-muted text-xs">{hint}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
