import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { packed } from "@/components/data/packed";
import { PersonScreen } from "@/components/support/person-screen";
import { supportPersonQuery } from "@/components/support/queries";
import { readSupportPerson } from "@/lib/operations/read-support-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import {
  applyChanges,
  applySystemTicks,
  previewSystemTicks,
  startView,
  undoRevision,
} from "../../../actions";
import { signedIn } from "../../../signed-in";

interface Props {
  readonly params: Promise<{ person: string }>;
}

const actions = { applyChanges, applySystemTicks, previewSystemTicks, startView, undoRevision };

export default page(async function SupportPersonPage({ params }: Props) {
  const { person } = await params;
  const principal = await signedIn(`/support/people/${person}`);
  const read = await traced("readSupportPerson", () => readSupportPerson(principal, person));
  if (!read.ok) notFound();
  const client = new QueryClient();
  client.setQueryData(supportPersonQuery(person).queryKey, read.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <PersonScreen personId={person} actions={actions} />
    </HydrationBoundary>
  );
});
