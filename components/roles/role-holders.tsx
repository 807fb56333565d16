"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { fetchJson, isReadFailure } from "@/components/data/fetch-json";
import { pathOf } from "@/components/data/queries";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Failure, SkeletonRows } from "@/components/ui/states";
import type { DeskView, RoleHoldersView, RoleView } from "@/lib/core/view";

const FIRST = 8;

interface RoleHoldersProps {
  readonly role: RoleView;
  readonly desk: DeskView;
}

/** Who has the role, and in which project where it is a project's. */
export function RoleHolders({ role, desk }: RoleHoldersProps) {
  const organizationId = desk.organization.id;
  const { data, error, refetch } = useQuery({
    queryKey: ["organization", organizationId, "role-holders", role.id],
    queryFn: ({ signal }) =>
      fetchJson<RoleHoldersView>(pathOf(organizationId, `roles/${role.id}/holders`), signal),
  });
  return (
    <section aria-labelledby="role-holders">
      <h3 id="role-holders" className="mb-2 font-semibold text-[13px]">
        Who has it{" "}
        <span className="ml-1 font-normal text-muted tabular-nums">{data?.total ?? role.holders}</span>
      </h3>
      {error ? (
        <Failure
          message={error.message}
          requestId={isReadFailure(error) ? error.requestId : undefined}
          onRetry={() => void refetch()}
        />
      ) : null}
      {!data && !error ? <SkeletonRows rows={Math.min(role.holders, 3)} label="Loading who has it" /> : null}
      {data ? <Holders holders={data} desk={desk} /> : null}
    </section>
  );
}

function Holders({ holders, desk }: { readonly holders: RoleHoldersView; readonly desk: DeskView }) {
  const [all, setAll] = useState(false);
  const shown = all ? holders.members : holders.members.slice(0, FIRST);
  const left = holders.total - shown.length;
  if (holders.total === 0) return <p className="text-[13px] text-muted">Nobody yet.</p>;
  return (
    <>
      <ul className="divide-y rounded-md border">
        {shown.map(({ id, person, projectId, status }) => (
          <li key={id} className="flex h-10 items-center gap-2.5 px-3 text-[13px]">
            <Avatar name={nameOf(person)} size={22} />
            <Link
              href={
                projectId
                  ? `/o/${desk.organization.id}/projects/${projectId}`
                  : `/o/${desk.organization.id}/people/${id}`
              }
              className="truncate hover:underline"
            >
              {nameOf(person)}
            </Link>
            {projectId ? (
              <Badge>{desk.projects.find((each) => each.id === projectId)?.name ?? "a project"}</Badge>
            ) : null}
            {status === "ACTIVE" ? null : (
              <Badge tone="warn">{status === "INVITED" ? "Invited" : "Suspended"}</Badge>
            )}
          </li>
        ))}
      </ul>
      {left > 0 && !all ? (
        <Button size="small" look="quiet" className="mt-1" onClick={() => setAll(true)}>
          Show {left} more
        </Button>
      ) : null}
      {left > 0 && all ? <p className="mt-1 text-[13px] text-muted">and {left} more; see Members.</p> : null}
    </>
  );
}
