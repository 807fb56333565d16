"use client";
import { Columns2, Copy, Grid3x3, Lock, Pencil, UserPlus } from "lucide-react";
import { groupInWords, groupsOf } from "@/components/access-matrix/columns";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy";
import { Dialog } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import type { MetPermission, Permission } from "@/lib/core/permission";
import type { DeskView, RoleView } from "@/lib/core/view";
import { RoleHolders } from "./role-holders";
import { impliedBy, isBuiltIn, lockOf, scopeOf } from "./role-model";
import type { Panels } from "./use-panels";

interface RolePanelProps {
  readonly role: RoleView;
  readonly desk: DeskView;
  readonly panels: Panels;
}

/** One role: what it gives, who has it, and what can be done with it. */
export function RolePanel({ role, desk, panels }: RolePanelProps) {
  const lock = lockOf(role, desk.may.editRoles);
  return (
    <Dialog
      side
      open
      onOpenChange={panels.close}
      title={role.name}
      description={role.description ?? "No description."}
    >
      <div className="flex flex-col gap-6">
        <RoleActs role={role} desk={desk} panels={panels} />
        {lock ? (
          <p className="flex gap-2 rounded-md bg-sunken px-3 py-2 text-[13px] text-muted">
            <Lock className="mt-0.5 size-3.5 shrink-0" aria-hidden /> {lock}
          </p>
        ) : null}
        <Given role={role} desk={desk} />
        {desk.may.readPeople ? <RoleHolders role={role} desk={desk} /> : null}
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 text-[13px] text-muted">
          <dt>Id</dt>
          <dd className="flex min-w-0 items-center gap-1 font-mono text-xs">
            <span className="truncate">{role.id}</span> <CopyButton value={role.id} label="Copy the id" />
          </dd>
          <dt>Changed</dt>
          <dd>
            <Time value={role.updatedAt} />
          </dd>
        </dl>
      </div>
    </Dialog>
  );
}

function RoleActs({ role, desk, panels }: RolePanelProps) {
  const { editRoles, changePeople } = desk.may;
  const mayAssign = role.level === "PROJECT" ? desk.projects.length > 0 : changePeople;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        look="primary"
        disabled={!mayAssign}
        onClick={() => panels.open("assign", role.id)}
      >
        <UserPlus className="size-3.5" aria-hidden /> Assign to people
      </Button>
      {isBuiltIn(role) ? null : (
        <>
          <Button
            size="small"
            disabled={!editRoles}
            onClick={() =>
              void panels.set({
                role: null,
                view: "matrix",
                at: role.id,
                level: role.level === "PROJECT" ? "project" : "organization",
              })
            }
          >
            <Grid3x3 className="size-3.5" aria-hidden /> Edit permissions
          </Button>
          <Button size="small" disabled={!editRoles} onClick={() => panels.open("rename", role.id)}>
            <Pencil className="size-3.5" aria-hidden /> Rename
          </Button>
        </>
      )}
      <Button size="small" disabled={!editRoles} onClick={() => panels.open("create", role.id)}>
        <Copy className="size-3.5" aria-hidden /> Duplicate
      </Button>
      <Button size="small" onClick={() => panels.open("compare", role.id)}>
        <Columns2 className="size-3.5" aria-hidden /> Compare
      </Button>
    </div>
  );
}

/** What the role gives, by grouping, with what follows from it. */
function Given({ role, desk }: { readonly role: RoleView; readonly desk: DeskView }) {
  const { permissions } = scopeOf(desk, role.level === "PROJECT" ? "project" : "organization");
  const every = role.level === "PROJECT" ? permissions : [...permissions, ...desk.projectPermissions];
  const brought = impliedBy(role.permissionIds, every);
  const given = every.filter(({ id }) => role.permissionIds.includes(id) || brought.has(id));
  return (
    <section aria-labelledby="role-gives">
      <h3 id="role-gives" className="mb-2 font-semibold text-[13px]">
        What it gives <span className="ml-1 font-normal text-muted tabular-nums">{given.length}</span>
      </h3>
      {given.length === 0 ? (
        <p className="text-[13px] text-muted">Nothing yet. Edit its permissions to make it useful.</p>
      ) : null}
      <div className="flex flex-col gap-3">
        {groupsOf(given).map((group) => (
          <div key={group.name}>
            <h4 className="text-muted text-xs">{groupInWords(group.name)}</h4>
            <ul className="mt-1 flex flex-col gap-1">
              {group.permissions.map((permission) => (
                <GivenPermission
                  key={permission.id}
                  permission={permission}
                  by={brought.get(permission.id)}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function GivenPermission({
  permission,
  by,
}: {
  readonly permission: Permission;
  readonly by: MetPermission | undefined;
}) {
  return (
    <li className="text-[13px]">
      {permission.displayName}
      {by ? <span className="text-muted"> · follows from {by.displayName}</span> : null}
      {permission.description ? (
        <span className="block text-muted text-xs">{permission.description}</span>
      ) : null}
    </li>
  );
}
