import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { packed } from "@/components/data/packed";
import { InvitationsScreen } from "@/components/people/invitations-screen";
import { INVITATIONS_PAGE, invitationsQuery } from "@/components/people/person-queries";
import { listInvitations } from "@/lib/operations/invitations";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, invitePeople, previewChanges, undoRevision } from "../../../actions";
import { Refused } from "../../../refused";
import { signedIn } from "../../../signed-in";
import { invitationsSearch } from "./search";

interface Props {
  readonly params: Promise<{ organization: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const actions = { applyChanges, invitePeople, previewChanges, undoRevision };

export default page(async function Invitations({ params, searchParams }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}/invitations`);
  const client = new QueryClient();
  const { filter, stored, projectId, sort } = invitationsSearch(await searchParams);
  const place = projectId ? { projectId } : { organizationId: organization };
  const read = await traced("listInvitations", () =>
    listInvitations(principal, place, stored, {
      limit: INVITATIONS_PAGE,
      offset: 0,
      sort,
    }),
  );
  if (!read.ok) return <Refused title="Invitations" refusal={read.refusal} />;
  const { invitations, total } = read.value;
  client.setQueryData(invitationsQuery(organization, filter).queryKey, {
    pages: [{ invitations, total }],
    pageParams: [0],
  });
  return (
    <HydrationBoundary state={packed(client)}>
      <InvitationsScreen organizationId={organization} actions={actions} />
    </HydrationBoundary>
  );
});
