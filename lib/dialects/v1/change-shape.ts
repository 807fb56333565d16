import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Change } from "@/lib/core/change";
import { expiry, levelSchema, permissionReference } from "./inputs";
import { editOf, newPermission, permissionEdit, wordsOf } from "./permission-shape";
import { name, uuid } from "./shapes";

const one = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape });

const ofMember = { member_id: uuid };
const ofRole = { role_id: uuid };
const ofProject = { project_id: uuid };
const description = z.string().max(10_000).nullable();
const permissions = z.array(permissionReference);

/** The acts that a client may put together. People join by invitations, and tokens are made by their own calls: both have secrets. */
export const changeSchema = z
  .discriminatedUnion("kind", [
    one("add_permission", { ...ofMember, permission: permissionReference, expires_at: expiry }),
    one("remove_permission", { ...ofMember, permission: permissionReference }),
    one("set_permissions", { ...ofMember, permissions }),
    one("assign_role", { ...ofMember, ...ofRole, expires_at: expiry }),
    one("unassign_role", { ...ofMember, ...ofRole }),
    one("set_roles", { ...ofMember, role_ids: z.array(uuid) }),
    one("suspend_member", ofMember),
    one("restore_member", ofMember),
    one("remove_member", ofMember),
    one("create_role", {
      name,
      level: levelSchema,
      description: description.default(null),
      permissions: permissions.default([]),
    }),
    one("edit_role", { ...ofRole, add: permissions.default([]), remove: permissions.default([]) }),
    one("rename_role", { ...ofRole, name: name.optional(), description: description.optional() }),
    one("delete_role", ofRole),
    one("create_project", { name }),
    one("rename_project", { ...ofProject, name }),
    one("delete_project", ofProject),
    one("open_gate", { ...ofProject, permission: permissionReference }),
    one("close_gate", { ...ofProject, permission: permissionReference }),
    one("cancel_invitation", { invitation_id: uuid }),
    one("rename_organization", { name }),
    one("set_granting", { granting: z.enum(["STRICT", "RELAXED"]) }),
    one("set_status", { status: z.enum(["PENDING", "ACTIVE", "DEACTIVATED"]) }),
    one("create_permission", newPermission),
    one("edit_permission", { permission: permissionReference, ...permissionEdit }),
    one("delete_permission", { permission: permissionReference }),
  ])
  .meta({ id: "Change" });

type Wire = z.output<typeof changeSchema>;

/** One act in the core's words, with ids of its own for what it makes. */
export function toChange(wire: Wire): Change {
  if ("member_id" in wire) return toMemberChange(wire);
  switch (wire.kind) {
    case "create_role":
      return { ...wire, kind: "create-role", role: randomUUID() };
    case "edit_role":
      return { kind: "edit-role", role: wire.role_id, add: wire.add, remove: wire.remove };
    case "rename_role":
      return {
        kind: "rename-role",
        role: wire.role_id,
        ...(wire.name === undefined ? {} : { name: wire.name }),
        ...(wire.description === undefined ? {} : { description: wire.description }),
      };
    case "delete_role":
      return { kind: "delete-role", role: wire.role_id };
    case "create_project":
      return { kind: "create-project", project: randomUUID(), name: wire.name };
    case "rename_project":
      return { kind: "rename-project", project: wire.project_id, name: wire.name };
    case "delete_project":
      return { kind: "delete-project", project: wire.project_id };
    case "open_gate":
      return { kind: "open-gate", project: wire.project_id, permission: wire.permission };
    case "close_gate":
      return { kind: "close-gate", project: wire.project_id, permission: wire.permission };
    case "cancel_invitation":
      return { kind: "cancel-invitation", invitation: wire.invitation_id };
    case "rename_organization":
      return { kind: "rename-organization", name: wire.name };
    case "set_granting":
      return { kind: "set-granting", granting: wire.granting };
    case "set_status":
      return { kind: "set-status", status: wire.status };
    case "create_permission":
      return { kind: "create-permission", permission: randomUUID(), ...wordsOf(wire) };
    case "edit_permission":
      return { kind: "edit-permission", permission: wire.permission, set: editOf(wire) };
    case "delete_permission":
      return { kind: "delete-permission", permission: wire.permission };
  }
}

function toMemberChange(wire: Extract<Wire, { member_id: string }>): Change {
  const member = wire.member_id;
  switch (wire.kind) {
    case "add_permission":
      return {
        kind: "add-permission",
        member,
        permission: wire.permission,
        expiresAt: wire.expires_at ?? null,
      };
    case "remove_permission":
      return { kind: "remove-permission", member, permission: wire.permission };
    case "set_permissions":
      return { kind: "set-permissions", member, permissions: wire.permissions };
    case "assign_role":
      return {
        kind: "assign-role",
        member,
        role: wire.role_id,
        assignment: randomUUID(),
        expiresAt: wire.expires_at ?? null,
      };
    case "unassign_role":
      return { kind: "unassign-role", member, role: wire.role_id };
    case "set_roles":
      return {
        kind: "set-roles",
        member,
        roles: [...new Set(wire.role_ids)].map((role) => ({ role, assignment: randomUUID() })),
      };
    case "suspend_member":
      return { kind: "suspend-member", member };
    case "restore_member":
      return { kind: "restore-member", member };
    case "remove_member":
      return { kind: "remove-member", member };
  }
}
