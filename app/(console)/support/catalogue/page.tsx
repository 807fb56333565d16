import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CatalogueScreen } from "@/components/catalogue/catalogue-screen";
import { catalogueQuery } from "@/components/catalogue/queries";
import { packed } from "@/components/data/packed";
import { readCatalogueOfAll } from "@/lib/operations/catalogue";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, previewChanges, undoRevision } from "../../actions";
import { signedIn } from "../../signed-in";

export const metadata: Metadata = { title: "Catalogue" };

const actions = { applyChanges, previewChanges, undoRevision };

export default page(async function Catalogue() {
  const principal = await signedIn("/support/catalogue");
  const catalogue = await traced("readCatalogueOfAll", () => readCatalogueOfAll(principal));
  if (!catalogue.ok) notFound();
  const client = new QueryClient();
  client.setQueryData(catalogueQuery().queryKey, catalogue.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <CatalogueScreen actions={actions} />
    </HydrationBoundary>
  );
});
