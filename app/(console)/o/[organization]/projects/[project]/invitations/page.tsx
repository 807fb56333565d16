import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { packed } from "@/components/data/packed";
import { INVITATIONS_PAGE, invitationsQuery } from "@/components/people/person-queries";
import { ProjectInvitations } from "@/components/projects/project-invitations";
import { Empty } from "@/components/ui/states";
import { listInvitationsIn } from "@/lib/operations/place-invitations";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { signedIn } from "../../../../../signed-in";
import { invitationsSearch } from "../../../invitations/search";

interface Props {
  readonly params: Promise<{ organization: string; project: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default page(async function ProjectInvitationsPage({ params, searchParams }: Props) {
  const { organization, project } = await params;
  const principal = await signedIn(`/o/${organization}/projects/${project}/invitations`);
  const { filter, stored } = invitationsSearch(await searchParams);
  const page = { limit: INVITATIONS_PAGE };
  const read = await traced("listInvitationsIn", () =>
    listInvitationsIn(principal, organization, project, stored, page),
  );
  if (!read.ok) return <Empty title="You may not see this">{read.refusal.message}</Empty>;
  const { invitations, total } = read.value;
  const client = new QueryClient();
  client.setQueryData(invitationsQuery(organization, { ...filter, project }).queryKey, {
    pages: [{ invitations, total }],
    pageParams: [0],
  });
  return (
    <HydrationBoundary state={packed(client)}>
      <ProjectInvitations organizationId={organization} projectId={project} />
    </HydrationBoundary>
  );
});
