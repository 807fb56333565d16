"use client";
import { useRouter } from "next/navigation";
import type { WriteActions } from "@/components/data/wanted";
import type { DeskView } from "@/lib/core/view";
import { DeleteProject } from "./delete-project";
import { NameDialog } from "./name-dialog";
import type { ProjectRow } from "./projects-list";
import type { ProjectsViewState } from "./use-projects-view";

interface DialogsProps {
  readonly desk: DeskView;
  readonly projects: readonly ProjectRow[];
  readonly view: ProjectsViewState;
  readonly actions: WriteActions;
}

/** What the address says is open: creating, renaming, deleting. */
export function ProjectDialogs({ desk, projects, view, actions }: DialogsProps) {
  const router = useRouter();
  const organizationId = desk.organization.id;
  const renamed = projects.find(({ id }) => id === view.rename);
  const removed = projects.find(({ id, isDefault }) => id === view.remove && !isDefault);
  if (!desk.may.editProjects) return null;
  if (view.create)
    return (
      <NameDialog
        organizationId={organizationId}
        actions={actions}
        title="New project"
        act="Create project"
        name=""
        change={(name) => ({ kind: "create-project", name })}
        done={(name) => `Created ${name}.`}
        onClose={view.close}
      />
    );
  if (renamed)
    return (
      <NameDialog
        organizationId={organizationId}
        actions={actions}
        title={`Rename ${renamed.name}`}
        act="Rename"
        name={renamed.name}
        change={(name) => ({ kind: "rename-project", project: renamed.id, name })}
        done={(name) => `Renamed ${renamed.name} to ${name}.`}
        onClose={view.close}
      />
    );
  if (removed)
    return (
      <DeleteProject
        organizationId={organizationId}
        project={removed}
        people={removed.numbers?.joined}
        actions={actions}
        onClose={view.close}
        onDeleted={() => router.replace(`/o/${organizationId}/projects`)}
      />
    );
  return null;
}
