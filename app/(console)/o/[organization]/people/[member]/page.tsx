import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { packed } from "@/components/data/packed";
import { personQuery } from "@/components/people/person-queries";
import { PersonScreen } from "@/components/people/person-screen";
import { readPersonView } from "@/lib/operations/read-person-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import {
  applyChanges,
  endSession,
  endSessionsElsewhere,
  invitePeople,
  previewChanges,
  undoRevision,
} from "../../../../actions";
import { Refused } from "../../../../refused";
import { signedIn } from "../../../../signed-in";

interface Props {
  readonly params: Promise<{ organization: string; member: string }>;
}

const actions = { applyChanges, invitePeople, previewChanges, undoRevision };
const sessions = { endSession, endSessionsElsewhere };

export default page(async function Person({ params }: Props) {
  const { organization, member } = await params;
  const principal = await signedIn(`/o/${organization}/people/${member}`);
  const read = await traced("readPersonView", () => readPersonView(principal, organization, member));
  if (!read.ok) return <Refused title="A person" refusal={read.refusal} />;
  const client = new QueryClient();
  client.setQueryData(personQuery(organization, member).queryKey, read.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <PersonScreen
        key={member}
        organizationId={organization}
        membershipId={member}
        actions={actions}
        sessions={sessions}
      />
    </HydrationBoundary>
  );
});
