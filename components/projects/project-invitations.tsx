"use client";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { deskQuery } from "@/components/data/queries";
import { InvitationsFilters } from "@/components/people/invitations-filters";
import { InvitationsList } from "@/components/people/invitations-list";
import { useInvitationsFilter } from "@/components/people/use-invitations-filter";
import { Button } from "@/components/ui/button";
import { projectQuery } from "./queries";
import { useAdding } from "./use-adding";

interface InvitationsProps {
  readonly organizationId: string;
  readonly projectId: string;
}

/** Who was invited to this project; open ones can be taken back. */
export function ProjectInvitations({ organizationId, projectId }: InvitationsProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const place = useQuery(projectQuery(organizationId, projectId)).data;
  const { state, set, filter } = useInvitationsFilter();
  const [, setAdding] = useAdding();
  if (!desk || !place) return null;
  const may = place.may.changePeople;
  const here = { state, set, filter: { ...filter, project: projectId } };
  // Without projects there is none to filter by: this one is chosen already.
  const only = { ...desk, projects: [] };
  const invite = may ? (
    <Button onClick={() => void setAdding("emails")}>
      <UserPlus className="size-3.5" aria-hidden /> Invite
    </Button>
  ) : null;
  return (
    <section aria-label="Invitations" className="pt-4 pb-16">
      <h2 className="sr-only">Invitations</h2>
      <InvitationsFilters desk={only} filter={here} />
      <InvitationsList desk={desk} filter={here} mayCancel={may} invite={invite} />
    </section>
  );
}
