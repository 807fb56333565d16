import { ProjectSettings } from "@/components/projects/project-settings";
import { page } from "@/lib/web/reachable";
import { signedIn } from "../../../../../signed-in";

interface Props {
  readonly params: Promise<{ organization: string; project: string }>;
}

export default page(async function ProjectSettingsPage({ params }: Props) {
  const { organization, project } = await params;
  await signedIn(`/o/${organization}/projects/${project}/settings`);
  return <ProjectSettings organizationId={organization} projectId={project} />;
});
