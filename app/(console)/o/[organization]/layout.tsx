import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { packed } from "@/components/data/packed";
import { Shell } from "@/components/shell/shell";
import { readDeskView, readMe } from "@/lib/operations/read-desk-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { stopView } from "../../actions";
import { signedIn } from "../../signed-in";

interface Props {
  readonly children: ReactNode;
  readonly params: Promise<{ organization: string }>;
}

export default page(async function OrganizationLayout({ children, params }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}`);
  const [desk, me] = await Promise.all([
    traced("readDeskView", () => readDeskView(principal, organization)),
    traced("readMe", () => readMe(principal)),
  ]);
  if (!desk.ok) notFound();
  const client = new QueryClient();
  client.setQueryData(["organization", organization, "desk"], desk.value);
  if (me.ok) client.setQueryData(["me"], me.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <Shell organizationId={organization} stopView={stopView}>
        {children}
      </Shell>
    </HydrationBoundary>
  );
});
