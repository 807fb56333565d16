import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { packed } from "@/components/data/packed";
import { Shell } from "@/components/shell/shell";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { readDeskView, readMe } from "@/lib/operations/read-desk-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { stopView } from "../actions";
import { signedIn } from "../signed-in";

export const metadata: Metadata = { title: "Support desk" };

/** The frame of the support desk. Who may see what is in it is decided by each page's own operation. */
export default page(async function SupportLayout({ children }: { readonly children: ReactNode }) {
  const principal = await signedIn("/support");
  const [desk, me] = await Promise.all([
    traced("readDeskView", () => readDeskView(principal, SYSTEM_ORGANIZATION)),
    traced("readMe", () => readMe(principal)),
  ]);
  if (!desk.ok) notFound();
  const client = new QueryClient();
  client.setQueryData(["organization", SYSTEM_ORGANIZATION, "desk"], desk.value);
  if (me.ok) client.setQueryData(["me"], me.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <Shell organizationId={null} stopView={stopView}>
        {children}
      </Shell>
    </HydrationBoundary>
  );
});
