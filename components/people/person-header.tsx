"use client";
import { parseAsString, useQueryState } from "nuqs";
import { Fragment, type ReactNode } from "react";
import { nameOf } from "@/components/data/explain";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy";
import { Time } from "@/components/ui/time";
import { usePeople } from "./context";
import { CopyAccess } from "./copy-access";
import { PersonActs } from "./person-acts";
import type { PersonAt } from "./person-model";
import { StatusBadge } from "./status-badge";

export function PersonHeader({ at }: { readonly at: PersonAt }) {
  const { member, project } = at;
  const { person, status, lastActiveAt, createdAt } = member ?? at.view.member;
  const { review, reviewing } = usePeople();
  const [copying, setCopying] = useQueryState("copy", parseAsString);
  const name = nameOf(person);
  const isSelf = at.view.memberships.some(({ id }) => id === at.desk.selfId);
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 pt-6 pb-5 md:px-8">
      <Avatar name={name} size={44} />
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="font-semibold text-xl tracking-tight">{name}</h1>
          {isSelf ? <Badge tone="accent">You</Badge> : null}
          {member ? <StatusBadge status={status} /> : null}
          {person.suspended ? <Badge tone="bad">Suspended everywhere</Badge> : null}
          {person.locked ? <Badge tone="bad">Locked out</Badge> : null}
          {project ? <Badge>in {project.name}</Badge> : null}
        </div>
        <p className="mt-0.5 flex flex-wrap items-center gap-1 break-all text-[13px] text-muted">
          {person.email} <CopyButton value={person.email} label="Copy the e-mail" />
          {person.jobTitle ? <span>{person.jobTitle}</span> : null}
        </p>
        <Facts
          facts={[
            ["User id", <Copied key="number" value={String(person.number)} label="Copy the user id" />],
            ["Person", <Copied key="id" value={person.id} label="Copy the person's uuid" />],
            ["Joined", <Time key="joined" value={createdAt} />],
            ["Last active", <Time key="active" value={lastActiveAt} />],
          ]}
        />
      </div>
      {at.mayChange && member ? (
        <PersonActs at={at} member={member} onCopyAccess={() => void setCopying("")} />
      ) : null}
      {copying !== null && at.mayChange && member ? (
        <CopyAccess
          at={at}
          member={member}
          from={copying}
          open={!reviewing}
          act="Review"
          onFrom={(id) => void setCopying(id)}
          onPlan={(plan) => review({ ...plan, people: [member], onApplied: () => void setCopying(null) })}
        />
      ) : null}
    </header>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
      {facts.map(([label, value]) => (
        <Fragment key={label}>
          <div className="flex items-center gap-1.5">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        </Fragment>
      ))}
    </dl>
  );
}

function Copied({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <span className="inline-flex items-center gap-0.5 break-all font-mono">
      {value} <CopyButton value={value} label={label} />
    </span>
  );
}
