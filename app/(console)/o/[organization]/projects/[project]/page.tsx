import { ProjectPeople } from "@/components/projects/project-people";
import { applyChanges, invitePeople, previewChanges, undoRevision } from "../../../../actions";
import { signedIn } from "../../../../signed-in";

interface Props {
  readonly params: Promise<{ organization: string; project: string }>;
}

const actions = { applyChanges, invitePeople, previewChanges, undoRevision };

export default async function ProjectPage({ params }: Props) {
  const { organization, project } = await params;
  await signedIn(`/o/${organization}/projects/${project}`);
  return <ProjectPeople organizationId={organization} projectId={project} actions={actions} />;
}
