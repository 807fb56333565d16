"use client";
import { Pencil, Trash2 } from "lucide-react";
import type { MenuTrigger } from "@/components/ui/late-menu";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ProjectRow } from "./projects-list";
import type { ProjectsViewState } from "./use-projects-view";

export interface ProjectItemsProps {
  readonly trigger: MenuTrigger;
  readonly row: ProjectRow;
  readonly view: ProjectsViewState;
}

export function ProjectItems({ trigger, row: { id, name, isDefault }, view }: ProjectItemsProps) {
  return (
    <Menu trigger={trigger} label={`Acts on ${name}`} startsOpen>
      <MenuItem onSelect={() => void view.set({ rename: id })}>
        <Pencil className="size-4" aria-hidden /> Rename
      </MenuItem>
      <MenuItem danger disabled={isDefault} onSelect={() => void view.set({ remove: id })}>
        <Trash2 className="size-4" aria-hidden /> {isDefault ? "The default project stays" : "Delete"}
      </MenuItem>
    </Menu>
  );
}
