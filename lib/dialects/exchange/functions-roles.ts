import "server-only";
import { z } from "zod";
import {
  assignSystemRole,
  createSystemRole,
  deleteSystemRole,
  setSystemRole,
  unassignSystemRole,
} from "@/lib/operations/change-system-roles";
import {
  listSystemRoles,
  listSystemRolesOf,
  readSystemRole,
  type SystemRole,
} from "@/lib/operations/system-roles";
import { answer, standardSchema } from "./answers";
import { type GatewayFunction, gatewayFunction } from "./function";

const role = z
  .object({ roleId: z.int32(), roleName: z.string(), permissions: z.array(z.string()) })
  .meta({ id: "ExchangeRole" });

const holding = z.object({ userId: z.int32(), userRoleId: z.int32() });

const roles = z.array(role);

/** Roles of the system, by their integers. */
export const roleFunctions: readonly GatewayFunction[] = [
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "AddEditRole",
    summary:
      "Creates a role (roleId 0 or absent), or sets the name and the permissions of one; answers it as it is now",
    payload: z.object({
      roleId: z.int32().optional(),
      roleName: z.string(),
      permissions: z.array(z.string()),
    }),
    answer: role,
    run: async ({ roleId = 0, roleName, permissions }, principal) =>
      answer(
        roleId === 0
          ? await createSystemRole(principal, roleName, permissions)
          : await setSystemRole(principal, roleId, roleName, permissions),
        render,
      ),
  }),
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "AddUserRole",
    summary: "Gives a role to a user",
    payload: holding,
    answer: standardSchema,
    run: async ({ userId, userRoleId }, principal) =>
      answer(await assignSystemRole(principal, userId, userRoleId)),
  }),
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "RemoveUserRoles",
    summary: "Takes a role from a user",
    payload: holding,
    answer: standardSchema,
    run: async ({ userId, userRoleId }, principal) =>
      answer(await unassignSystemRole(principal, userId, userRoleId)),
  }),
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "DeleteRole",
    summary: "Deletes a role; its holders lose it",
    payload: z.object({ Id: z.int32() }),
    answer: standardSchema,
    run: async ({ Id }, principal) => answer(await deleteSystemRole(principal, Id)),
  }),
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "GetRole",
    summary: "One role",
    payload: z.object({ roleId: z.int32() }),
    answer: role,
    run: async ({ roleId }, principal) => answer(await readSystemRole(principal, roleId), render),
  }),
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "GetAllRoles",
    summary: "Every role of the system",
    payload: z.object({}),
    answer: roles,
    run: async (_, principal) => answer(await listSystemRoles(principal), (list) => list.map(render)),
  }),
  gatewayFunction({
    auth: "principal",
    needs: "Operator",
    name: "GetUserRoles",
    summary: "The roles of a user",
    payload: z.object({ userId: z.int32() }),
    answer: roles,
    run: async ({ userId }, principal) =>
      answer(await listSystemRolesOf(principal, userId), (list) => list.map(render)),
  }),
];

function render({ number, name, permissions }: SystemRole): z.output<typeof role> {
  return { roleId: number, roleName: name, permissions: permissions.map((each) => each.name).sort() };
}
