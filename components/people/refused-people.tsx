import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import type { Refusal } from "@/lib/core/refusal";
import type { ReviewRequest } from "./asked";
import { counted } from "./words";

interface RefusedProps {
  readonly refusals: readonly Refusal[];
  readonly request: ReviewRequest;
  readonly onLeaveOut: (memberIds: readonly string[]) => void;
}

/** What stands against the changes, by person, and the way to go on with the others. */
export function RefusedPeople({ refusals, request, onLeaveOut }: RefusedProps) {
  const people = new Map(request.people.map((member) => [member.id, member]));
  const blocked = [...new Set(refusals.flatMap((refusal) => memberOf(refusal, request) ?? []))];
  const named = new Set(request.changes.flatMap((change) => ("member" in change ? [change.member] : [])));
  const others = [...named].filter((id) => !blocked.includes(id)).length;
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="text-[13px]">This cannot be done as it is. Nothing has been changed.</p>
      <ul className="divide-y rounded-md border border-bad/40">
        {[...withoutRepeats(refusals)].map(([key, refusal]) => {
          const member = people.get(memberOf(refusal, request) ?? "");
          return (
            <li key={key} className="px-3 py-2 text-[13px]">
              {member ? <span className="font-medium">{nameOf(member.person)}: </span> : null}
              <span className="text-bad">{refusal.message}</span>
            </li>
          );
        })}
      </ul>
      {blocked.length > 0 && others > 0 ? (
        <Button className="self-start" onClick={() => onLeaveOut(blocked)}>
          Leave {counted(blocked.length, "person", "people")} out and go on with {others}
        </Button>
      ) : null}
    </div>
  );
}

/** What is said twice about the same change is said once. */
function withoutRepeats(refusals: readonly Refusal[]): ReadonlyMap<string, Refusal> {
  return new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal]));
}

function memberOf({ memberId, changeIndex }: Refusal, { changes }: ReviewRequest): string | undefined {
  if (memberId) return memberId;
  const change = changeIndex === undefined ? undefined : changes[changeIndex];
  return change && "member" in change ? change.member : undefined;
}
