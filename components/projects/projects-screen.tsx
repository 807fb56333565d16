"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Plus, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { isReadFailure } from "@/components/data/fetch-json";
import { deskQuery, pathOf } from "@/components/data/queries";
import type { WriteActions } from "@/components/data/wanted";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SortSelect } from "@/components/ui/sort";
import { Failure, ListFrame, SkeletonRows } from "@/components/ui/states";
import type { DeskView } from "@/lib/core/view";
import { ProjectsList } from "./projects-list";
import { projectsQuery } from "./queries";
import { type ProjectsViewState, useProjectsView } from "./use-projects-view";

const ProjectDialogs = dynamic(() => import("./project-dialogs").then((module) => module.ProjectDialogs));

interface ProjectsProps {
  readonly organizationId: string;
  readonly actions: WriteActions;
}

/** The projects of an organization: who is in them, who administers them. */
export function ProjectsScreen({ organizationId, actions }: ProjectsProps) {
  const desk = useQuery(deskQuery(organizationId)).data;
  const { data, error, refetch } = useQuery(projectsQuery(organizationId));
  const view = useProjectsView();
  const requestId = isReadFailure(error) ? error.requestId : undefined;
  return (
    <>
      <PageHeader title="Projects" actions={desk ? <Acts desk={desk} view={view} /> : null}>
        Each project has its own people. Whoever may edit the users of the organization administers all of
        them.
      </PageHeader>
      <SearchBox view={view} />
      {desk && data ? (
        <>
          <ProjectsList desk={desk} projects={data.projects} view={view} actions={actions} />
          {view.create || view.rename || view.remove ? (
            <ProjectDialogs desk={desk} projects={data.projects} view={view} actions={actions} />
          ) : null}
        </>
      ) : null}
      {!data && error ? (
        <Failure message={error.message} requestId={requestId} onRetry={() => void refetch()} />
      ) : null}
      {data || error ? null : (
        <ListFrame>
          <SkeletonRows rows={4} label="Loading projects" />
        </ListFrame>
      )}
    </>
  );
}

interface PartProps {
  readonly desk: DeskView;
  readonly view: ProjectsViewState;
}

function Acts({ desk, view }: PartProps) {
  const file = pathOf(desk.organization.id, "projects-export", { search: view.search.trim() });
  return (
    <>
      <Button asChild>
        <a href={file} download>
          <Download className="size-3.5" aria-hidden /> Export CSV
        </a>
      </Button>
      {desk.may.editProjects ? (
        <Button look="primary" onClick={() => void view.set({ create: true })}>
          <Plus className="size-3.5" aria-hidden /> New project
        </Button>
      ) : null}
    </>
  );
}

const SORTS = [
  ["name", "By name"],
  ["people", "By people"],
  ["created", "By age"],
] as const;

function SearchBox({ view }: Pick<PartProps, "view">) {
  return (
    <search className="flex flex-wrap items-center gap-2 px-4 pb-3 md:px-8">
      <div className="relative w-full sm:w-64">
        <Search className="pointer-events-none absolute top-2.25 left-2.5 size-3.5 text-muted" aria-hidden />
        <Input
          type="search"
          aria-label="Search projects by name"
          placeholder="Search projects"
          className="pl-8"
          value={view.search}
          onChange={(event) => void view.set({ search: event.target.value || null })}
        />
      </div>
      <SortSelect className="sm:hidden" options={SORTS} value={view.sort} onChange={view.sortBy} />
    </search>
  );
}
