"use client";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { deskQuery, pathOf } from "@/components/data/queries";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { ExportLink } from "@/components/ui/export-link";
import type { PeopleActions } from "./asked";
import { InvitationsFilters } from "./invitations-filters";
import { InvitationsList } from "./invitations-list";
import { InviteDialog } from "./invite-dialog";
import { PeopleProvider } from "./provider";
import { useInvitationsFilter } from "./use-invitations-filter";

interface InvitationsProps {
  readonly organizationId: string;
  readonly actions: PeopleActions;
}

/** Who was invited, by whom and until when; open ones can be taken back. */
export function InvitationsScreen({ organizationId, actions }: InvitationsProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const filter = useInvitationsFilter();
  const [inviting, setInviting] = useQueryState("invite", parseAsBoolean.withDefault(false));
  if (!desk) return null;
  const may = desk.may.changePeople;
  const invite = may ? (
    <Button look="primary" onClick={() => void setInviting(true)}>
      <UserPlus className="size-3.5" aria-hidden /> Invite
    </Button>
  ) : null;
  return (
    <PeopleProvider organizationId={organizationId} actions={actions}>
      <PageHeader
        title="Invitations"
        actions={
          <>
            <ExportLink href={pathOf(organizationId, "invitations-export", { ...filter.filter })} />
            {invite}
          </>
        }
      >
        An invitation holds for seven days. Cancelling it takes back what it would have given.
      </PageHeader>
      <InvitationsFilters desk={desk} filter={filter} />
      <InvitationsList desk={desk} filter={filter} mayCancel={may} invite={invite} />
      {inviting && may ? <InviteDialog desk={desk} onClose={() => void setInviting(null)} /> : null}
    </PeopleProvider>
  );
}
