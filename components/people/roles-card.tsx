"use client";
import { Boxes, Clock, X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { nameOf } from "@/components/data/explain";
import { Button } from "@/components/ui/button";
import type { Assignment, Member } from "@/lib/core/state";
import { AssignRole } from "./assign-role";
import { Card } from "./card";
import { usePeople } from "./context";
import { Day } from "./day";
import type { PersonAt } from "./person-model";

export function RolesCard({ at }: { readonly at: PersonAt }) {
  const [assigning, setAssigning] = useState(false);
  const { member, mayChange } = at;
  const action =
    mayChange && member ? (
      <Button size="small" look="quiet" onClick={() => setAssigning(true)}>
        Assign role
      </Button>
    ) : null;
  return (
    <Card title="Roles" action={action}>
      {member && member.assignments.length > 0 ? (
        <ul className="divide-y">
          {member.assignments.map((assignment) => (
            <AssignedRole key={assignment.id} at={at} member={member} assignment={assignment} />
          ))}
        </ul>
      ) : (
        <p className="px-3 py-3 text-[13px] text-muted">No role{at.project ? " in this project" : ""}.</p>
      )}
      {assigning && member ? (
        <AssignRole at={at} member={member} onClose={() => setAssigning(false)} />
      ) : null}
    </Card>
  );
}

interface AssignedProps {
  readonly at: PersonAt;
  readonly member: Member;
  readonly assignment: Assignment;
}

function AssignedRole({ at, member, assignment }: AssignedProps) {
  const { review } = usePeople();
  const { roleId, assignedBy, assignedAt, expiresAt } = assignment;
  const name = at.roles.get(roleId)?.name ?? "A role";
  const giver = assignedBy === null ? undefined : at.view.emails[assignedBy];
  const who = nameOf(member.person);
  const leave = () =>
    review({
      title: `Take the role ${name} from ${who}?`,
      changes: [{ kind: "unassign-role", member: member.id, role: roleId }],
      people: [member],
      done: `${who} no longer has the role ${name}.`,
    });
  return (
    <li className="flex items-start gap-2 px-3 py-2">
      <Boxes className="mt-0.5 size-3.5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <Link
          href={`/o/${at.desk.organization.id}/roles?role=${roleId}`}
          className="block truncate font-medium text-[13px] hover:underline"
        >
          {name}
        </Link>
        <p className="text-muted text-xs">
          since <Day value={assignedAt} />
          {giver ? <span className="break-all">, by {giver}</span> : null}
        </p>
        {expiresAt ? (
          <p className="flex items-center gap-1 text-warn text-xs">
            <Clock className="size-3" aria-hidden />
            <span>
              until <Day value={expiresAt} />
            </span>
          </p>
        ) : null}
      </div>
      {at.mayChange ? (
        <Button
          look="quiet"
          size="icon"
          className="size-7"
          aria-label={`Take the role ${name} away`}
          onClick={leave}
        >
          <X className="size-3.5" aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}
