"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsBoolean, useQueryState } from "nuqs";
import { deskQuery } from "@/components/data/queries";
import { usePeople } from "@/components/people/context";
import { Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { Time } from "@/components/ui/time";
import type { Project } from "@/lib/core/state";
import type { ProjectPlaceView } from "@/lib/core/view";
import { DeleteProject } from "./delete-project";
import { NEEDS_PROJECTS } from "./needs";
import { ProjectGates } from "./project-gates";
import { ProjectName } from "./project-name";
import { projectQuery } from "./queries";

interface SettingsProps {
  readonly organizationId: string;
  readonly projectId: string;
}

/** What a project is called, what an operator has switched on in it, and its end. */
export function ProjectSettings({ organizationId, projectId }: SettingsProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const place = useQuery(projectQuery(organizationId, projectId)).data;
  if (!desk || !place) return null;
  return (
    <div className="flex max-w-3xl flex-col gap-6 px-4 py-6 pb-16 md:px-8">
      <ProjectName key={place.project.name} place={place} />
      <ProjectGates place={place} />
      <About project={place.project} />
      <Ending organizationId={organizationId} place={place} />
    </div>
  );
}

function About({ project }: { readonly project: Project }) {
  return (
    <Section title="About" description="How programs name this project.">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 text-[13px]">
        <dt className="text-muted">Project id</dt>
        <dd className="flex min-w-0 items-center gap-1">
          <span className="truncate font-mono text-xs">{project.id}</span>
          <CopyButton value={project.id} label="Copy the project id" />
        </dd>
        <dt className="text-muted">Created</dt>
        <dd>
          <Time value={project.createdAt} />
        </dd>
      </dl>
    </Section>
  );
}

interface EndingProps {
  readonly organizationId: string;
  readonly place: ProjectPlaceView;
}

function Ending({ organizationId, place: { project, may } }: EndingProps) {
  const [asked, setAsked] = useQueryState("remove", parseAsBoolean.withDefault(false));
  const { actions } = usePeople();
  const router = useRouter();
  const lock = may.editProjects
    ? project.isDefault
      ? "This is the default project of the organization: it stays as long as the organization does."
      : null
    : NEEDS_PROJECTS;
  return (
    <Section
      title="Delete this project"
      description="Its people lose what they may do there, and its open invitations end. The audit log is kept. This cannot be undone."
      danger
      lock={lock}
      footer={
        <Button look="danger" onClick={() => void setAsked(true)}>
          Delete project
        </Button>
      }
    >
      {asked && lock === null ? (
        <DeleteProject
          organizationId={organizationId}
          project={project}
          people={undefined}
          actions={actions}
          onClose={() => void setAsked(null)}
          onDeleted={() => router.replace(`/o/${organizationId}/projects`)}
        />
      ) : null}
    </Section>
  );
}
