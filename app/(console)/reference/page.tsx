import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { apiReference } from "@/app/api/openapi.json/reference";
import { packed } from "@/components/data/packed";
import { referenceQuery } from "@/components/reference/reference-query";
import { ReferenceScreen } from "@/components/reference/reference-screen";
import { Shell } from "@/components/shell/shell";
import { readDeskView, readMe } from "@/lib/operations/read-desk-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { stopView } from "../actions";
import { signedIn } from "../signed-in";

export const metadata = { title: "API reference" };

interface Props {
  readonly searchParams: Promise<{ organization?: string | string[] }>;
}

/** Belongs to no organization; who comes from one keeps its rail around him, where he may see it. */
export default page(async function ReferencePage({ searchParams }: Props) {
  const { organization } = await searchParams;
  const principal = await signedIn("/reference");
  const wanted = typeof organization === "string" ? organization : null;
  const [desk, me] = await Promise.all([
    wanted ? traced("readDeskView", () => readDeskView(principal, wanted)) : null,
    traced("readMe", () => readMe(principal)),
  ]);
  const organizationId = desk?.ok ? wanted : null;
  const client = new QueryClient();
  if (desk?.ok) client.setQueryData(["organization", wanted, "desk"], desk.value);
  if (me.ok) client.setQueryData(["me"], me.value);
  // Only plain objects travel to the browser.
  client.setQueryData(referenceQuery().queryKey, JSON.parse(JSON.stringify(apiReference())));
  return (
    <HydrationBoundary state={packed(client)}>
      <Shell organizationId={organizationId} stopView={stopView}>
        <ReferenceScreen organizationId={organizationId} />
      </Shell>
    </HydrationBoundary>
  );
});
