"use client";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { Refused } from "@/components/data/refused";
import { settled } from "@/components/data/use-write";
import type { ReviewActions, Wanted } from "@/components/data/wanted";
import { Skeleton } from "@/components/ui/states";
import type { ConsequenceView, Outcome, PreviewView, RoleView } from "@/lib/core/view";
import { ConsequenceGroup, type Group } from "./consequence-group";
import { plural } from "./role-model";

export type Preview = UseQueryResult<Outcome<PreviewView>>;

/** What the changes would do as things are now; asked anew when the organization changes meanwhile. */
export function usePreview(
  organizationId: string,
  changes: readonly Wanted[],
  { previewChanges }: ReviewActions,
  enabled: boolean,
): Preview {
  return useQuery({
    queryKey: ["organization", organizationId, "preview", changes],
    queryFn: () => settled(previewChanges({ organizationId, changes })),
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
}

interface ConsequencesProps {
  readonly preview: Preview;
  /** The roles that are edited: how many have them is said. */
  readonly roles: readonly RoleView[];
}

/** Who gains and who loses in effect, and what stands in the way. */
export function Consequences({ preview, roles }: ConsequencesProps) {
  const { data } = preview;
  if (!data) return <Waiting />;
  if (!data.ok) return <Refused outcome={data} onRetry={() => void preview.refetch()} />;
  const { refusals, consequences, effects, roleHolders } = data.value;
  if (refusals.length > 0) return <Blocks messages={[...new Set(refusals.map(({ message }) => message))]} />;
  if (effects.length === 0)
    return <p className="text-[13px] text-muted">Nothing would change: it is so already.</p>;
  const people = new Set(consequences.map(({ member }) => member.person.id)).size;
  const holders = roles.flatMap(({ id, name }) => {
    const count = roleHolders[id];
    return count === undefined ? [] : [`${name} has ${plural(count, "holder")}`];
  });
  return (
    <section aria-label="Who gains and who loses" aria-live="polite" className="flex flex-col gap-3">
      <p className="text-[13px]">
        {people === 0
          ? "Nobody gains or loses anything by this."
          : `This changes what ${plural(people, "person", "people")} can do.`}{" "}
        {holders.length > 0 ? <span className="text-muted">{holders.join("; ")}.</span> : null}
      </p>
      {alike(consequences).map((group) => (
        <ConsequenceGroup key={group.key} group={group} />
      ))}
    </section>
  );
}

/** People for whom the same changes stand together: of twenty holders of a role it is said once. */
function alike(consequences: readonly ConsequenceView[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { member, gained, lost } of consequences) {
    const key = [...gained.map(({ id }) => `+${id}`), ...lost.map(({ id }) => `-${id}`)].sort().join();
    groups.set(key, { key, gained, lost, members: [...(groups.get(key)?.members ?? []), member] });
  }
  return [...groups.values()].sort((a, b) => b.members.length - a.members.length);
}

function Blocks({ messages }: { readonly messages: readonly string[] }) {
  return (
    <div role="alert" className="rounded-md border border-bad/40 bg-bad-soft px-3 py-2 text-[13px] text-bad">
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert className="size-4" aria-hidden /> This cannot be applied
      </p>
      <ul className="mt-1 list-disc pl-6">
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Working out who gains and who loses" className="flex flex-col gap-2">
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-16" />
    </div>
  );
}
