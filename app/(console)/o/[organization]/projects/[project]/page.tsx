import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { packed } from "@/components/data/packed";
import { MATRIX_PAGE, peopleQuery } from "@/components/data/queries";
import { ProjectPeople } from "@/components/projects/project-people";
import { readPeopleView } from "@/lib/operations/read-people-view";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, invitePeople, previewChanges, undoRevision } from "../../../../actions";
import { signedIn } from "../../../../signed-in";

interface Props {
  readonly params: Promise<{ organization: string; project: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const actions = { applyChanges, invitePeople, previewChanges, undoRevision };

export default page(async function ProjectPage({ params, searchParams }: Props) {
  const { organization, project } = await params;
  const principal = await signedIn(`/o/${organization}/projects/${project}`);
  const { search: asked } = await searchParams;
  const search = typeof asked === "string" ? asked.slice(0, 200) : "";
  const place = { organizationId: organization, projectId: project };
  const page = { limit: MATRIX_PAGE };
  const read = await traced("readPeopleView", () =>
    readPeopleView(principal, place, search ? { search } : {}, page),
  );
  const client = new QueryClient();
  // Where it was refused the screen asks again and says why.
  if (read.ok) {
    const { queryKey } = peopleQuery(organization, { search, project, limit: MATRIX_PAGE });
    client.setQueryData(queryKey, { pages: [read.value], pageParams: [null] });
  }
  return (
    <HydrationBoundary state={packed(client)}>
      <ProjectPeople organizationId={organization} projectId={project} actions={actions} />
    </HydrationBoundary>
  );
});
