import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { packed } from "@/components/data/packed";
import { LockedScreen } from "@/components/support/locked-screen";
import { lockedQuery } from "@/components/support/queries";
import { listLockedView } from "@/lib/operations/read-support-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, undoRevision } from "../../actions";
import { signedIn } from "../../signed-in";

export const metadata: Metadata = { title: "Locked out" };

const actions = { applyChanges, undoRevision };

export default page(async function LockedOut() {
  const principal = await signedIn("/support/locked");
  const locked = await traced("listLockedView", () => listLockedView(principal));
  if (!locked.ok) notFound();
  const client = new QueryClient();
  client.setQueryData(lockedQuery().queryKey, locked.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <LockedScreen actions={actions} />
    </HydrationBoundary>
  );
});
