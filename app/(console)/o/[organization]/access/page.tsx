import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AccessMatrix } from "@/components/access-matrix/access-matrix";
import { packed } from "@/components/data/packed";
import { MATRIX_PAGE, peopleQuery } from "@/components/data/queries";
import { readPeopleView } from "@/lib/operations/read-people-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, previewChanges, undoRevision } from "../../../actions";
import { Refused } from "../../../refused";
import { signedIn } from "../../../signed-in";

export const metadata: Metadata = { title: "Access matrix" };

interface Props {
  readonly params: Promise<{ organization: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default page(async function AccessPage({ params, searchParams }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}/access`);
  const { search: asked } = await searchParams;
  const search = typeof asked === "string" ? asked.slice(0, 200) : "";
  const filter = { search, project: undefined, limit: MATRIX_PAGE };
  const page = { limit: MATRIX_PAGE };
  const read = await traced("readPeopleView", () =>
    readPeopleView(principal, { organizationId: organization }, search ? { search } : {}, page),
  );
  if (!read.ok) return <Refused title="Access matrix" refusal={read.refusal} />;
  const client = new QueryClient();
  client.setQueryData(peopleQuery(organization, filter).queryKey, {
    pages: [read.value],
    pageParams: [null],
  });
  return (
    <HydrationBoundary state={packed(client)}>
      <AccessMatrix organizationId={organization} actions={{ applyChanges, previewChanges, undoRevision }} />
    </HydrationBoundary>
  );
});
