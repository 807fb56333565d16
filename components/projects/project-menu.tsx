"use client";
import { MoreHorizontal } from "lucide-react";
import { lazy } from "react";
import { Button } from "@/components/ui/button";
import { LateMenu } from "@/components/ui/late-menu";
import type { ProjectItemsProps } from "./project-items";

const ProjectItems = lazy(async () => ({ default: (await import("./project-items")).ProjectItems }));

/** What can be done with one project of the list. */
export function ProjectMenu(props: Omit<ProjectItemsProps, "trigger">) {
  const trigger = (
    <Button look="quiet" size="icon" className="size-7" aria-label={`Acts on ${props.row.name}`}>
      <MoreHorizontal className="size-4" aria-hidden />
    </Button>
  );
  return <LateMenu trigger={trigger} menu={(button) => <ProjectItems trigger={button} {...props} />} />;
}
