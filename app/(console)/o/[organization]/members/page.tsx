import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { packed } from "@/components/data/packed";
import { MembersScreen } from "@/components/people/members-screen";
import { MEMBERS_PAGE, membersQuery } from "@/components/people/person-queries";
import { readMembersView } from "@/lib/operations/read-members-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, invitePeople, previewChanges, undoRevision } from "../../../actions";
import { Refused } from "../../../refused";
import { signedIn } from "../../../signed-in";
import { membersSearch } from "./search";

interface Props {
  readonly params: Promise<{ organization: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const actions = { applyChanges, invitePeople, previewChanges, undoRevision };

export default page(async function Members({ params, searchParams }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}/members`);
  const client = new QueryClient();
  const { filter, stored, order } = membersSearch(await searchParams);
  if (stored) {
    const read = await traced("readMembersView", () =>
      readMembersView(principal, organization, stored, { limit: MEMBERS_PAGE, order }),
    );
    if (!read.ok) return <Refused title="Members" refusal={read.refusal} />;
    client.setQueryData(membersQuery(organization, filter).queryKey, {
      pages: [read.value],
      pageParams: [null],
    });
  }
  return (
    <HydrationBoundary state={packed(client)}>
      <MembersScreen organizationId={organization} actions={actions} />
    </HydrationBoundary>
  );
});
