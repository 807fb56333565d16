"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { pathOf } from "@/components/data/queries";
import { sayRefusal, useWrite } from "@/components/data/use-write";
import type { WriteActions } from "@/components/data/wanted";
import { counted, listed } from "@/components/people/words";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { SelectionBar } from "@/components/ui/selection-bar";
import type { DeskView } from "@/lib/core/view";
import type { ProjectRow } from "./projects-list";

interface BulkProps {
  readonly desk: DeskView;
  readonly selected: readonly ProjectRow[];
  readonly actions: WriteActions;
  readonly onClear: () => void;
}

/** Several projects as a file, or gone at once. The default one stays with its organization. */
export function ProjectsBulk({ desk, selected, actions, onClear }: BulkProps) {
  const [asking, setAsking] = useState(false);
  const write = useWrite(desk.organization.id, actions);
  const ending = selected.filter(({ isDefault }) => !isDefault);
  const projects = counted(ending.length, "project");
  const ids = selected.map(({ id }) => id).join(",");
  const remove = async () => {
    const changes = ending.map(({ id }) => ({ kind: "delete-project", project: id }) as const);
    const outcome = await write(changes, { done: `Deleted ${projects}.`, canUndo: false });
    if (outcome.ok) onClear();
    else sayRefusal(outcome);
  };
  const people = ending.reduce((sum, { numbers }) => sum + (numbers?.joined ?? 0), 0);
  return (
    <SelectionBar label="Selected projects" count={selected.length} onClear={onClear}>
      <Button asChild size="small">
        <a href={pathOf(desk.organization.id, "projects-export", { ids })} download>
          <Download className="size-3.5" aria-hidden /> Export selected
        </a>
      </Button>
      {desk.may.editProjects ? (
        <Button look="danger" size="small" disabled={ending.length === 0} onClick={() => setAsking(true)}>
          Delete
        </Button>
      ) : null}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${projects}?`}
        description={`${listed(
          ending.map(({ name }) => name),
          5,
        )}: ${counted(people, "membership")} and all open invitations there end.${
          ending.length < selected.length ? " The default project stays." : ""
        } This cannot be undone.`}
        act={`Delete ${projects}`}
        typeName={`delete ${projects}`}
        onConfirm={remove}
      />
    </SelectionBar>
  );
}
