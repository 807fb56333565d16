"use client";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/states";
import type { DeskView, ProjectsView } from "@/lib/core/view";
import { ProjectsTable } from "./projects-table";
import type { ProjectsViewState, SortColumn } from "./use-projects-view";

export type ProjectRow = ProjectsView["projects"][number];

interface ListProps {
  readonly desk: DeskView;
  readonly projects: readonly ProjectRow[];
  readonly view: ProjectsViewState;
}

export function ProjectsList({ desk, projects, view }: ListProps) {
  const words = view.search.trim().toLowerCase();
  const rows = projects
    .filter(({ name }) => name.toLowerCase().includes(words))
    .sort((a, b) => (view.down ? -1 : 1) * ORDER[view.sort](a, b));
  if (rows.length === 0) return <Nothing desk={desk} view={view} />;
  const shown = words ? `${rows.length} of ${projects.length}` : String(rows.length);
  return (
    <>
      <p aria-live="polite" className="px-4 pb-2 text-muted text-xs tabular-nums md:px-8">
        {shown} {projects.length === 1 ? "project" : "projects"}
      </p>
      <ProjectsTable desk={desk} rows={rows} view={view} />
    </>
  );
}

const byName = (a: ProjectRow, b: ProjectRow) => a.name.localeCompare(b.name, "en");

const ORDER: Readonly<Record<SortColumn, (a: ProjectRow, b: ProjectRow) => number>> = {
  name: byName,
  people: (a, b) => (a.numbers?.joined ?? -1) - (b.numbers?.joined ?? -1) || byName(a, b),
  created: (a, b) => a.createdAt.localeCompare(b.createdAt) || byName(a, b),
};

function Nothing({ desk, view }: Omit<ListProps, "projects">) {
  if (view.search)
    return (
      <Empty
        title="No project has that name"
        action={<Button onClick={() => void view.set({ search: null })}>Clear the search</Button>}
      >
        Search finds parts of names. Look for fewer letters.
      </Empty>
    );
  if (!desk.may.editProjects)
    return (
      <Empty title="You are in no project yet">Whoever administers a project can let you into it.</Empty>
    );
  return (
    <Empty
      title="No projects yet"
      action={<Button onClick={() => void view.set({ create: true })}>New project</Button>}
    >
      A project lets people in who see nothing else of the organization.
    </Empty>
  );
}
