import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { packed } from "@/components/data/packed";
import { OverviewScreen } from "@/components/overview/overview-screen";
import { overviewQuery } from "@/components/overview/queries";
import { enterDesk } from "@/lib/operations/enter-desk";
import { readDeskView } from "@/lib/operations/read-desk-view";
import { readOverview } from "@/lib/operations/read-overview";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { Refused } from "../../refused";
import { signedIn } from "../../signed-in";

export const metadata: Metadata = { title: "Overview" };

interface Props {
  readonly params: Promise<{ organization: string }>;
}

export default page(async function Overview({ params }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}`);
  const entered = await traced("enterDesk", () => enterDesk(principal, organization));
  if (entered.ok && entered.value.onlyProjects) redirect(`/o/${organization}/projects`);
  const read = await traced("readOverview", () => readOverview(principal, organization));
  if (!read.ok) {
    // Who may not read people comes here after signing in like everyone: his own access is what he can see.
    const desk =
      read.refusal.code === "not-allowed"
        ? await traced("readDeskView", () => readDeskView(principal, organization))
        : null;
    if (desk?.ok && desk.value.selfId !== null) redirect(`/o/${organization}/people/${desk.value.selfId}`);
    return <Refused title="Overview" refusal={read.refusal} />;
  }
  const client = new QueryClient();
  client.setQueryData(overviewQuery(organization).queryKey, read.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <OverviewScreen organizationId={organization} />
    </HydrationBoundary>
  );
});
