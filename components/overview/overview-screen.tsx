"use client";
import { useQuery } from "@tanstack/react-query";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery } from "@/components/data/queries";
import { PageHeader } from "@/components/shell/page-header";
import { Failure, Skeleton } from "@/components/ui/states";
import { ADMINISTERS } from "@/lib/core/guards";
import type { OverviewView } from "@/lib/core/overview";
import type { DeskView } from "@/lib/core/view";
import { ChangesPanel } from "./changes-panel";
import { Numbers } from "./numbers";
import { Administrators, EndingRights, EndingTokens, OpenInvitations } from "./people-panels";
import { overviewQuery } from "./queries";
import { ReachPanel } from "./reach-panel";

/** An organization at a glance; every number leads to the list that it counts. */
export function OverviewScreen({ organizationId }: { readonly organizationId: string }) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const { data, error, refetch } = useQuery(overviewQuery(organizationId));
  return (
    <>
      <PageHeader title="Overview">
        Who is in {desk?.organization.name ?? "…"}, what changed, and what ends soon.
      </PageHeader>
      {data && desk ? <Panels overview={data} desk={desk} /> : null}
      {!data && error ? (
        <Failure
          message={error.message}
          requestId={isReadFailure(error) ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      ) : null}
      {data || error ? null : <Waiting />}
    </>
  );
}

function Panels({ overview, desk }: { readonly overview: OverviewView; readonly desk: DeskView }) {
  const { organization, permissions } = desk;
  const at = (path: string) => `/o/${organization.id}${path}`;
  const administers = ADMINISTERS[organization.kind === "SYSTEM" ? "SYSTEM" : "ORGANIZATION"];
  const permissionId = permissions.find(({ name }) => name === administers)?.id;
  return (
    <div className="flex flex-col gap-4 px-4 pb-10 md:px-8">
      <Numbers overview={overview} at={at} />
      <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <ChangesPanel days={overview.changes} at={at} />
          <ReachPanel overview={overview} permissions={permissions} at={at} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Administrators overview={overview} at={at} permissionId={permissionId} />
          <EndingRights overview={overview} at={at} />
          <OpenInvitations overview={overview} at={at} />
          <EndingTokens overview={overview} at={at} />
        </div>
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading the overview" className="flex flex-col gap-4 px-4 md:px-8">
      <Skeleton className="h-24 w-full" />
      <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
