"use client";
import dynamic from "next/dynamic";
import type { ReviewActions } from "@/components/data/wanted";
import type { DeskView } from "@/lib/core/view";
import type { Panels } from "./use-panels";

const AssignRole = dynamic(() => import("./assign-role").then((module) => module.AssignRole));
const CompareRoles = dynamic(() => import("./compare-roles").then((module) => module.CompareRoles));
const DeleteRole = dynamic(() => import("./delete-role").then((module) => module.DeleteRole));
const CreateRole = dynamic(() => import("./role-form").then((module) => module.CreateRole));
const RenameRole = dynamic(() => import("./role-form").then((module) => module.RenameRole));
const RolePanel = dynamic(() => import("./role-panel").then((module) => module.RolePanel));

interface RolePanelsProps {
  readonly desk: DeskView;
  readonly panels: Panels;
  readonly actions: ReviewActions;
}

/** Whichever panel the URL names. A role that is gone meanwhile opens nothing. */
export function RolePanels({ desk, panels, actions }: RolePanelsProps) {
  const find = (id: string | null) => desk.roles.find((role) => role.id === id);
  const [opened, assigned, renamed, removed] = [panels.role, panels.assign, panels.rename, panels.remove].map(
    find,
  );
  return (
    <>
      {opened ? <RolePanel role={opened} desk={desk} panels={panels} /> : null}
      {assigned ? (
        <AssignRole key={assigned.id} role={assigned} desk={desk} actions={actions} onClose={panels.close} />
      ) : null}
      {renamed ? (
        <RenameRole key={renamed.id} role={renamed} desk={desk} panels={panels} actions={actions} />
      ) : null}
      {removed ? (
        <DeleteRole key={removed.id} role={removed} desk={desk} actions={actions} onClose={panels.close} />
      ) : null}
      {panels.create ? (
        <CreateRole
          key={panels.create}
          model={find(panels.create)}
          desk={desk}
          panels={panels}
          actions={actions}
        />
      ) : null}
      {panels.compare ? <CompareRoles desk={desk} panels={panels} /> : null}
    </>
  );
}
