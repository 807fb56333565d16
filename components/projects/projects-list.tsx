"use client";
import { useState } from "react";
import type { WriteActions } from "@/components/data/wanted";
import { toggled } from "@/components/people/group";
import { Button } from "@/components/ui/button";
import { Empty, ListFrame } from "@/components/ui/states";
import type { DeskView, ProjectsView } from "@/lib/core/view";
import { ProjectsBulk } from "./projects-bulk";
import { ProjectsTable } from "./projects-table";
import type { ProjectsViewState, SortColumn } from "./use-projects-view";

export type ProjectRow = ProjectsView["projects"][number];

interface ListProps {
  readonly desk: DeskView;
  readonly projects: readonly ProjectRow[];
  readonly view: ProjectsViewState;
  readonly actions: WriteActions;
}

export function ProjectsList({ desk, projects, view, actions }: ListProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const words = view.search.trim().toLowerCase();
  const rows = projects
    .filter(({ name }) => name.toLowerCase().includes(words))
    .sort((a, b) => (view.down ? -1 : 1) * ORDER[view.sort](a, b));
  if (rows.length === 0) return <Nothing desk={desk} view={view} />;
  // What was deleted meanwhile is selected no more.
  const chosen = projects.filter(({ id }) => selected.has(id));
  const shown = words ? `${rows.length} of ${projects.length}` : String(rows.length);
  return (
    <>
      <p aria-live="polite" className="px-4 pb-2 text-muted text-xs tabular-nums md:px-8">
        {shown} {projects.length === 1 ? "project" : "projects"}
      </p>
      <ListFrame>
        <ProjectsTable
          desk={desk}
          rows={rows}
          view={view}
          selected={selected}
          onSelect={(ids, on) => setSelected(toggled(selected, ids, on))}
        />
      </ListFrame>
      {chosen.length > 0 ? (
        <ProjectsBulk
          desk={desk}
          selected={chosen}
          actions={actions}
          onClear={() => setSelected(new Set())}
        />
      ) : null}
    </>
  );
}

const byName = (a: ProjectRow, b: ProjectRow) => a.name.localeCompare(b.name, "en");

const ORDER: Readonly<Record<SortColumn, (a: ProjectRow, b: ProjectRow) => number>> = {
  name: byName,
  people: (a, b) => (a.numbers?.joined ?? -1) - (b.numbers?.joined ?? -1) || byName(a, b),
  created: (a, b) => a.createdAt.localeCompare(b.createdAt) || byName(a, b),
};

function Nothing({ desk, view }: Pick<ListProps, "desk" | "view">) {
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
