import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { packed } from "@/components/data/packed";
import { ProjectFrame } from "@/components/projects/project-frame";
import { projectQuery } from "@/components/projects/queries";
import { readProjectPlace } from "@/lib/operations/projects";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, invitePeople, previewChanges, undoRevision } from "../../../../actions";
import { signedIn } from "../../../../signed-in";

export const metadata: Metadata = { title: "Project" };

interface Props {
  readonly children: ReactNode;
  readonly params: Promise<{ organization: string; project: string }>;
}

const actions = { applyChanges, invitePeople, previewChanges, undoRevision };

export default page(async function ProjectLayout({ children, params }: Props) {
  const { organization, project } = await params;
  const principal = await signedIn(`/o/${organization}/projects/${project}`);
  const read = await traced("readProjectPlace", () => readProjectPlace(principal, organization, project));
  if (!read.ok) notFound();
  const client = new QueryClient();
  client.setQueryData(projectQuery(organization, project).queryKey, read.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <ProjectFrame key={project} organizationId={organization} projectId={project} actions={actions}>
        {children}
      </ProjectFrame>
    </HydrationBoundary>
  );
});
