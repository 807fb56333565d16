"use client";
import { useQuery } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { AccessMatrix } from "@/components/access-matrix/access-matrix";
import { nameOf } from "@/components/data/explain";
import { deskQuery } from "@/components/data/queries";
import type { PeopleActions } from "@/components/people/asked";
import { usePeople } from "@/components/people/context";
import { counted } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/states";
import type { Member } from "@/lib/core/state";
import type { ProjectPlaceView } from "@/lib/core/view";
import { FromOrganization } from "./from-organization";
import { projectQuery } from "./queries";

interface PeopleProps {
  readonly organizationId: string;
  readonly projectId: string;
  readonly actions: PeopleActions;
}

/** A project's own people with what they may do there; above them who reaches it through the organization. */
export function ProjectPeople({ organizationId, projectId, actions }: PeopleProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const place = useQuery(projectQuery(organizationId, projectId)).data;
  if (!desk || !place) return null;
  const seesSomeone = place.may.readPeople || place.selfId !== null;
  return (
    <>
      <FromOrganization desk={desk} />
      {seesSomeone ? (
        <div className="h-[72dvh] min-h-0 md:h-auto md:flex-1">
          <AccessMatrix
            key={projectId}
            organizationId={organizationId}
            projectId={projectId}
            actions={actions}
            readOnly={!place.may.changePeople}
            embedded={{ acts: (chosen) => <Remove place={place} chosen={chosen} /> }}
          />
        </div>
      ) : (
        <Empty title="You do not see who is here">
          For that you need View Data or Administer in this project. Whoever administers it can give it to
          you.
        </Empty>
      )}
    </>
  );
}

/** Everyone may leave by himself; others are removed by who may change people. */
function Remove({ place, chosen }: { readonly place: ProjectPlaceView; readonly chosen: readonly Member[] }) {
  const { review } = usePeople();
  const [first] = chosen;
  const leaves = chosen.length === 1 && first?.id === place.selfId;
  if (!first || !(place.may.changePeople || leaves)) return null;
  const whom = chosen.length === 1 ? nameOf(first.person) : counted(chosen.length, "person", "people");
  const act = leaves ? "Leave the project" : `Remove ${whom}`;
  const ask = () =>
    review({
      title: leaves ? `Leave ${place.project.name}?` : `Remove ${whom} from ${place.project.name}?`,
      changes: chosen.map(({ id }) => ({ kind: "remove-member", member: id })),
      people: chosen,
      done: leaves ? `You left ${place.project.name}.` : `Removed ${whom} from ${place.project.name}.`,
    });
  return (
    <Button size="small" look="danger" onClick={ask}>
      <UserMinus className="size-3.5" aria-hidden /> {act}
    </Button>
  );
}
