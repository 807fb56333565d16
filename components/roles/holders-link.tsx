"use client";
import Link from "next/link";
import type { DeskView, RoleView } from "@/lib/core/view";
import { plural } from "./role-model";

interface HoldersLinkProps {
  readonly role: RoleView;
  readonly desk: DeskView;
  /** A project's role has no list of members behind it: its panel says who has it where. */
  readonly onOpen: () => void;
}

/** How many have a role, as the way to who they are. */
export function HoldersLink({ role, desk, onOpen }: HoldersLinkProps) {
  const text = plural(role.holders, "holder");
  if (role.holders === 0 || !desk.may.readPeople) return <span className="text-muted">{text}</span>;
  const look = "text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink";
  if (role.level !== "PROJECT") {
    return (
      <Link
        href={`/o/${desk.organization.id}/members?role=${role.id}`}
        className={look}
        aria-label={`${text} of ${role.name}`}
      >
        {text}
      </Link>
    );
  }
  return (
    <button type="button" onClick={onOpen} className={look} aria-label={`${text} of ${role.name}`}>
      {text}
    </button>
  );
}
