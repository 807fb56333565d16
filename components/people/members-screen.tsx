"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsBoolean, useQueryState } from "nuqs";
import { deskQuery, pathOf } from "@/components/data/queries";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import type { PeopleActions } from "./asked";
import { MembersFilters } from "./members-filters";
import { MembersList } from "./members-list";
import { PeopleProvider } from "./provider";
import { useMembersFilter } from "./use-members-filter";

const InviteDialog = dynamic(() => import("./invite-dialog").then((module) => module.InviteDialog));

interface MembersProps {
  readonly organizationId: string;
  readonly actions: PeopleActions;
}

/** Who is here, with what, found by any of it; many at once can be changed. */
export function MembersScreen({ organizationId, actions }: MembersProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const filter = useMembersFilter();
  const [inviting, setInviting] = useQueryState("invite", parseAsBoolean.withDefault(false));
  if (!desk) return null;
  const may = desk.may.changePeople;
  const acts = (
    <>
      <Button asChild>
        <a href={pathOf(organizationId, "members-export", { ...filter.filter })} download>
          <Download className="size-3.5" aria-hidden /> Export CSV
        </a>
      </Button>
      {may ? (
        <Button look="primary" onClick={() => void setInviting(true)}>
          <UserPlus className="size-3.5" aria-hidden /> Invite
        </Button>
      ) : null}
    </>
  );
  return (
    <PeopleProvider organizationId={organizationId} actions={actions}>
      <PageHeader title="Members" actions={acts}>
        Everyone in {desk.organization.name}, what they are and when they were last here.
      </PageHeader>
      <MembersFilters desk={desk} filter={filter} />
      <MembersList desk={desk} filter={filter} selectable={may} onInvite={() => void setInviting(true)} />
      {inviting && may ? <InviteDialog desk={desk} onClose={() => void setInviting(null)} /> : null}
    </PeopleProvider>
  );
}
