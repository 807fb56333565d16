"use client";
import { useQuery } from "@tanstack/react-query";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery } from "@/components/data/queries";
import type { WriteActions } from "@/components/data/wanted";
import { PageHeader } from "@/components/shell/page-header";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { DeskView } from "@/lib/core/view";
import { About } from "./about";
import { DangerZone } from "./danger-zone";
import { Granting } from "./granting";
import { Joining } from "./joining";
import { OrganizationName } from "./organization-name";

interface SettingsScreenProps {
  readonly organizationId: string;
  readonly actions: WriteActions;
  /** This installation has a single sign-on. */
  readonly offersSingleSignOn: boolean;
}

/** What an organization is called, who may grant what in it, who joins by himself, and its end. */
export function SettingsScreen({ organizationId, actions, offersSingleSignOn }: SettingsScreenProps) {
  const { data, error, refetch } = useQuery(deskQuery(organizationId));
  const requestId = isReadFailure(error) ? error.requestId : undefined;
  return (
    <>
      <PageHeader title="Settings">
        What holds for everyone in {data?.organization.name ?? "this organization"}.
      </PageHeader>
      {data ? <Sections desk={data} actions={actions} offersSingleSignOn={offersSingleSignOn} /> : null}
      {!data && error ? (
        <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />
      ) : null}
      {data || error ? null : <SkeletonRows rows={4} label="Loading settings" />}
    </>
  );
}

interface SectionsProps extends Omit<SettingsScreenProps, "organizationId"> {
  readonly desk: DeskView;
}

function Sections({ desk, actions, offersSingleSignOn }: SectionsProps) {
  const { id, name, granting, joining, kind } = desk.organization;
  return (
    <div className="flex max-w-3xl flex-col gap-6 px-4 pb-16 md:px-8">
      <OrganizationName key={`${id} ${name}`} desk={desk} actions={actions} />
      <Granting key={`${id} ${granting}`} desk={desk} actions={actions} />
      {kind === "SYSTEM" ? null : (
        <Joining
          key={`${id} ${JSON.stringify(joining)}`}
          desk={desk}
          actions={actions}
          isOffered={offersSingleSignOn}
        />
      )}
      <About desk={desk} />
      <DangerZone desk={desk} actions={actions} />
    </div>
  );
}
