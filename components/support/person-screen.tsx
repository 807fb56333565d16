"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { nameOf } from "@/components/data/explain";
import { isReadFailure } from "@/components/data/fetch-json";
import { PageHeader } from "@/components/shell/page-header";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { Person } from "@/lib/core/state";
import type { SupportActions } from "./actions";
import { PersonActs } from "./person-acts";
import { Sessions, Tokens } from "./person-credentials";
import { PersonOrganizations } from "./person-organizations";
import { supportPersonQuery } from "./queries";
import { SystemPermissions } from "./system-permissions";

interface ScreenProps {
  readonly personId: string;
  readonly actions: SupportActions;
}

/** Everything about one person, in every organization, on one page. */
export function PersonScreen({ personId, actions }: ScreenProps) {
  const { data: found, error, refetch } = useQuery(supportPersonQuery(personId));
  if (!found && error) {
    const requestId = isReadFailure(error) ? error.requestId : undefined;
    return <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />;
  }
  if (!found) return <SkeletonRows rows={10} label="Loading the person" />;
  const { person } = found;
  return (
    <>
      <div className="px-4 pt-4 md:px-8">
        <Link
          href="/support"
          className="inline-flex items-center gap-1 rounded text-[13px] text-muted hover:text-ink"
        >
          <ChevronLeft className="size-3.5" aria-hidden /> Support desk
        </Link>
      </div>
      <PageHeader title={nameOf(person)} actions={<PersonActs person={person} actions={actions} />}>
        <Facts person={person} />
      </PageHeader>
      <div className="flex max-w-6xl flex-col gap-6 px-4 pb-16 md:px-8">
        <Part title="Organizations">
          <PersonOrganizations found={found} />
        </Part>
        <Part title="System permissions">
          <SystemPermissions found={found} actions={actions} />
        </Part>
        <Part title="Sessions">
          <Sessions found={found} />
        </Part>
        <Part title="API tokens">
          <Tokens found={found} />
        </Part>
      </div>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 font-semibold text-[15px]">{title}</h2>
      {children}
    </section>
  );
}

function Facts({ person }: { readonly person: Person }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Copied label="e-mail" value={person.email} />
      <Copied label="user id" value={String(person.number)} />
      <Copied label="uuid" value={person.id} />
      {person.locked ? <Badge tone="bad">locked out</Badge> : null}
      {person.suspended ? <Badge tone="bad">suspended everywhere</Badge> : null}
      {person.verified ? null : <Badge tone="warn">address not proven</Badge>}
      {person.hasAccount ? null : <Badge>has no account yet</Badge>}
    </div>
  );
}

function Copied({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <span className="sr-only">{label}</span>
      <span className="break-all tabular-nums">{label === "user id" ? `user ${value}` : value}</span>
      <CopyButton value={value} label={`Copy the ${label}`} />
    </span>
  );
}
