import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { packed } from "@/components/data/packed";
import { ProjectsScreen } from "@/components/projects/projects-screen";
import { projectsQuery } from "@/components/projects/queries";
import { readProjectsView } from "@/lib/operations/read-projects-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, undoRevision } from "../../../actions";
import { Refused } from "../../../refused";
import { signedIn } from "../../../signed-in";

export const metadata: Metadata = { title: "Projects" };

interface Props {
  readonly params: Promise<{ organization: string }>;
}

export default page(async function Projects({ params }: Props) {
  const { organization } = await params;
  const principal = await signedIn(`/o/${organization}/projects`);
  const read = await traced("readProjectsView", () => readProjectsView(principal, organization));
  if (!read.ok) return <Refused title="Projects" refusal={read.refusal} />;
  const client = new QueryClient();
  client.setQueryData(projectsQuery(organization).queryKey, read.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <ProjectsScreen organizationId={organization} actions={{ applyChanges, undoRevision }} />
    </HydrationBoundary>
  );
});
