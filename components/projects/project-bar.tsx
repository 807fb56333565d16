"use client";
import { UserPlus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ProjectPlaceView } from "@/lib/core/view";
import { DefaultBadge } from "./default-badge";

interface BarProps {
  readonly home: string;
  readonly organizationId: string;
  readonly place: ProjectPlaceView;
  readonly onAdd: () => void;
}

/** Slim, so that what it heads keeps the height. */
export function ProjectBar({ home, organizationId, place, onAdd }: BarProps) {
  const { project, selfId, may } = place;
  return (
    <div className="border-b px-4 pt-4 md:px-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-w-0 flex-1 items-center gap-2">
          <Link
            href={`/o/${organizationId}/projects`}
            className="hidden text-[13px] text-muted hover:text-ink hover:underline sm:inline"
          >
            Projects
          </Link>
          <span aria-hidden className="hidden text-faint sm:inline">
            /
          </span>
          <h1 className="truncate font-semibold text-xl tracking-tight" title={project.name}>
            {project.name}
          </h1>
          <DefaultBadge project={project} />
        </div>
        {selfId === null ? null : (
          <Button asChild look="quiet">
            <Link href={`/o/${organizationId}/people/${selfId}`}>My access</Link>
          </Button>
        )}
        {may.changePeople ? (
          <Button look="primary" onClick={onAdd}>
            <UserPlus className="size-3.5" aria-hidden /> Add people
          </Button>
        ) : null}
      </div>
      <Tabs home={home} withInvitations={may.readPeople} />
    </div>
  );
}

function Tabs({ home, withInvitations }: { readonly home: string; readonly withInvitations: boolean }) {
  const pathname = usePathname();
  const tabs = [
    { href: home, label: "People and access", shown: true },
    { href: `${home}/invitations`, label: "Invitations", shown: withInvitations },
    { href: `${home}/settings`, label: "Settings", shown: true },
  ];
  return (
    <nav aria-label="Of this project" className="-mb-px flex gap-1 overflow-x-auto pt-1">
      {tabs
        .filter(({ shown }) => shown)
        .map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className={cn(
              "flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-2 text-[13px] text-muted focus-visible:outline-offset-[-2px] hover:text-ink",
              pathname === href && "border-b-accent font-medium text-ink",
            )}
          >
            {label}
          </Link>
        ))}
    </nav>
  );
}
