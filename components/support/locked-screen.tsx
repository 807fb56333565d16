"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { isReadFailure } from "@/components/data/fetch-json";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Empty, Failure, SkeletonRows } from "@/components/ui/states";
import { Time } from "@/components/ui/time";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import type { LockedOut } from "@/lib/core/support-view";
import { lockedQuery } from "./queries";

/** Who may not sign in after too many wrong passwords, and the way to let them. */
export function LockedScreen({ actions }: { readonly actions: WriteActions }) {
  const { data, error, refetch } = useQuery(lockedQuery());
  return (
    <>
      <PageHeader title="Locked out">
        After ten wrong passwords in a row signing in is shut. A new password by mail opens it too.
      </PageHeader>
      <div className="mx-4 mb-10 max-w-4xl overflow-hidden rounded-lg border bg-surface md:mx-8">
        {data ? <List locked={data} actions={actions} /> : null}
        {!data && error ? (
          <Failure
            message={error.message}
            requestId={isReadFailure(error) ? error.requestId : undefined}
            onRetry={() => void refetch()}
          />
        ) : null}
        {data || error ? null : <SkeletonRows rows={4} label="Loading who is locked out" />}
      </div>
    </>
  );
}

function List({
  locked,
  actions,
}: {
  readonly locked: readonly LockedOut[];
  readonly actions: WriteActions;
}) {
  const unlock = useUnlock(actions);
  if (locked.length === 0) return <Empty title="Nobody is locked out">Everyone may try to sign in.</Empty>;
  return (
    <ul className="divide-y">
      {locked.map(({ id, number, email, lockedAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-[13px]">
          <Link
            href={`/support/people/${id}`}
            className="min-w-0 basis-full truncate font-medium hover:underline sm:flex-1 sm:basis-0"
          >
            {email}
          </Link>
          <span className="text-muted tabular-nums">user {number}</span>
          <span className="mr-auto text-muted sm:mr-0">
            since <Time value={lockedAt} />
          </span>
          <Button size="small" aria-label={`Unlock ${email}`} onClick={() => void unlock(id, email)}>
            Unlock
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Lets a person sign in again. It has no inverse: who is locked is decided by wrong passwords alone. */
export function useUnlock(actions: WriteActions) {
  const client = useQueryClient();
  const write = useWrite(SYSTEM_ORGANIZATION, actions);
  return async (personId: string, email: string) => {
    const change = { kind: "note", act: "person.unlocked", person: personId, project: null } as const;
    const outcome = await write([change], { done: `${email} may sign in again.`, canUndo: false });
    if (!outcome.ok) sayRefusal(outcome);
    await client.invalidateQueries({ queryKey: ["support"] });
  };
}
