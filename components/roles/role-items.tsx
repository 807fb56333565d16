"use client";
import { Columns2, Copy, PanelRight, Pencil, Trash2, UserPlus } from "lucide-react";
import type { MenuTrigger } from "@/components/ui/late-menu";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { DeskView, RoleView } from "@/lib/core/view";
import { isBuiltIn } from "./role-model";
import type { Panels } from "./use-panels";

export interface RoleItemsProps {
  readonly trigger: MenuTrigger;
  readonly role: RoleView;
  readonly desk: DeskView;
  readonly panels: Panels;
}

/** Everything that can be done with one role. */
export function RoleItems({ trigger, role, desk, panels }: RoleItemsProps) {
  const { editRoles } = desk.may;
  const mayAssign = role.level === "PROJECT" ? desk.projects.length > 0 : desk.may.changePeople;
  const own = editRoles && !isBuiltIn(role);
  return (
    <Menu trigger={trigger} label={`Actions for ${role.name}`} startsOpen>
      <MenuItem onSelect={() => panels.open("role", role.id)}>
        <PanelRight className="size-4" aria-hidden /> Open
      </MenuItem>
      <MenuItem onSelect={() => panels.open("assign", role.id)} disabled={!mayAssign}>
        <UserPlus className="size-4" aria-hidden /> Assign to people
      </MenuItem>
      <MenuItem onSelect={() => panels.open("compare", role.id)}>
        <Columns2 className="size-4" aria-hidden /> Compare with another
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => panels.open("create", role.id)} disabled={!editRoles}>
        <Copy className="size-4" aria-hidden /> Duplicate
      </MenuItem>
      <MenuItem onSelect={() => panels.open("rename", role.id)} disabled={!own}>
        <Pencil className="size-4" aria-hidden /> Rename or describe
      </MenuItem>
      <MenuItem onSelect={() => panels.open("remove", role.id)} disabled={!own} danger>
        <Trash2 className="size-4" aria-hidden /> Delete
      </MenuItem>
    </Menu>
  );
}
