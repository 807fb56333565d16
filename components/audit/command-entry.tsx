"use client";
import { Undo2 } from "lucide-react";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { Time } from "@/components/ui/time";
import type { AuditEvent } from "@/lib/core/audit-event";
import { hasInverse } from "@/lib/core/undo";
import type { CommandEvents } from "./group";
import type { Names } from "./names";
import { DOORS, eventInWords } from "./words";

interface EntryProps {
  /** The filter may have left out some of what the command did. */
  readonly isPart: boolean;
  readonly command: CommandEvents;
  readonly names: Names;
  /** Undefined: whoever looks changes nothing. Not offered where an event has no way back. */
  readonly onUndo: ((revision: number) => void) | undefined;
  /** The page of the person whom an event is about, where there is one. */
  readonly hrefOf: (event: AuditEvent) => string | null;
}

/** One command: who did what, through which door, and all that it changed. */
export function CommandEntry({ command, names, isPart, onUndo, hrefOf }: EntryProps) {
  const { first, events, revision } = command;
  const actor = names.actor(first);
  return (
    <li className="flex gap-3 border-b px-4 py-3 last:border-b-0 md:px-5">
      <Avatar name={actor} size={24} />
      <div className="min-w-0 flex-1">
        <p className="text-[13px]">
          <span className="font-semibold">{actor}</span>{" "}
          {events.length === 1 ? (
            <Line event={first} names={names} hrefOf={hrefOf} />
          ) : (
            many(events.length, isPart)
          )}
          <OnBehalf event={first} names={names} />
        </p>
        {events.length > 1 ? <Lines events={events} names={names} hrefOf={hrefOf} /> : null}
        <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
          <Time value={first.at} />
          <Badge>through {DOORS[first.door] ?? first.door}</Badge>
          <span className="tabular-nums">revision {revision}</span>
          <Details event={first} />
        </div>
      </div>
      {onUndo && events.every(hasInverse) ? (
        <Button
          look="quiet"
          size="small"
          aria-label={`Undo revision ${revision}`}
          className="self-start"
          onClick={() => onUndo(revision)}
        >
          <Undo2 className="size-3.5" aria-hidden /> <span className="hidden sm:inline">Undo …</span>
        </Button>
      ) : null}
    </li>
  );
}

function many(count: number, isPart: boolean): string {
  return isPart ? `made changes at once, of which ${count} fit:` : `made ${count} changes at once`;
}

function OnBehalf({ event, names }: { readonly event: AuditEvent; readonly names: Names }) {
  const name = names.onBehalfOf(event);
  return name === null ? null : <span className="text-muted">, on behalf of {name}</span>;
}

interface LineProps {
  readonly event: AuditEvent;
  readonly names: Names;
  readonly hrefOf: EntryProps["hrefOf"];
}

/** What an event did; the name of whom it is about leads to his page. */
function Line({ event, names, hrefOf }: LineProps) {
  const words = eventInWords(event, names);
  const name = names.person(event);
  const at = words.indexOf(name);
  const href = hrefOf(event);
  if (href === null || at < 0) return words;
  return (
    <>
      {words.slice(0, at)}
      <Link
        href={href}
        className="rounded underline decoration-line-strong underline-offset-2 hover:decoration-ink"
      >
        {name}
      </Link>
      {words.slice(at + name.length)}
    </>
  );
}

const SHOWN = 6;

function Lines({ events, ...rest }: Omit<LineProps, "event"> & { readonly events: readonly AuditEvent[] }) {
  const more = events.slice(SHOWN);
  const line = (event: AuditEvent) => (
    <li key={event.sequence} className="break-words">
      <Line event={event} {...rest} />
    </li>
  );
  return (
    <>
      <ul className="mt-1 list-disc space-y-0.5 pl-4 text-[13px] marker:text-muted">
        {events.slice(0, SHOWN).map(line)}
      </ul>
      {more.length > 0 ? (
        <details className="mt-1 text-[13px]">
          <summary className="w-fit cursor-pointer rounded text-accent">and {more.length} more</summary>
          <ul className="mt-1 list-disc space-y-0.5 pl-4 marker:text-muted">{more.map(line)}</ul>
        </details>
      ) : null}
    </>
  );
}

function Details({ event }: { readonly event: AuditEvent }) {
  return (
    <details className="inline-block">
      <summary className="cursor-pointer rounded hover:text-ink">details</summary>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        <dt>By</dt>
        <dd className="break-all">{event.actor_label}</dd>
        <dt>Exactly</dt>
        <dd className="font-mono">{event.at}</dd>
        <dt>Request</dt>
        <dd className="flex items-center gap-1 break-all font-mono">
          {event.request_id} <CopyButton value={event.request_id} label="Copy the request id" />
        </dd>
      </dl>
    </details>
  );
}
