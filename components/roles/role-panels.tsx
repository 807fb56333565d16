"use client";
import type { ReviewActions } from "@/components/data/wanted";
import type { DeskView } from "@/lib/core/view";
import { AssignRole } from "./assign-role";
import { CompareRoles } from "./compare-roles";
import { DeleteRole } from "./delete-role";
import { CreateRole, RenameRole } from "./role-form";
import { RolePanel } from "./role-panel";
import type { Panels } from "./use-panels";

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
