"use client";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { Confirm } from "@/components/ui/confirm";
import type { Project } from "@/lib/core/state";

interface DeleteProps {
  readonly organizationId: string;
  readonly project: Project;
  /** How many lose what they have there; undefined: not for the asker to see. */
  readonly people: number | undefined;
  readonly actions: WriteActions;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** There is no way back from it, so the name has to be typed. */
export function DeleteProject({ organizationId, project, people, actions, onClose, onDeleted }: DeleteProps) {
  const write = useWrite(organizationId, actions);
  const remove = async () => {
    const change = { kind: "delete-project", project: project.id } as const;
    const outcome = await write([change], { done: `${project.name} is deleted.`, canUndo: false });
    if (outcome.ok) onDeleted();
    else sayRefusal(outcome);
  };
  const whom =
    people === undefined ? "Its people lose" : people === 1 ? "1 person loses" : `${people} people lose`;
  return (
    <Confirm
      open
      onOpenChange={(open) => open || onClose()}
      title={`Delete ${project.name}?`}
      description={`${whom} what they may do there, and its open invitations end. This cannot be undone.`}
      act="Delete project"
      typeName={project.name}
      onConfirm={remove}
    />
  );
}
