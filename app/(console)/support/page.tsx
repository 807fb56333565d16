import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { packed } from "@/components/data/packed";
import { foundQuery } from "@/components/support/queries";
import { SearchScreen } from "@/components/support/search-screen";
import { findPeopleView } from "@/lib/operations/read-support-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { signedIn } from "../signed-in";

interface Props {
  readonly searchParams: Promise<{ q?: string | string[] }>;
}

export default page(async function Support({ searchParams }: Props) {
  const principal = await signedIn("/support");
  const search = ([(await searchParams).q].flat()[0] ?? "").trim().slice(0, 200);
  // Asked also where nothing is searched for: who is no operator finds no such page.
  const found = await traced("findPeopleView", () => findPeopleView(principal, search));
  if (!found.ok) notFound();
  const client = new QueryClient();
  if (search !== "") {
    client.setQueryData(foundQuery(search).queryKey, { pages: [found.value], pageParams: [null] });
  }
  return (
    <HydrationBoundary state={packed(client)}>
      <SearchScreen />
    </HydrationBoundary>
  );
});
