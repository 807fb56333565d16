import "server-only";
import { z } from "zod";
import {
  addSystemPermission,
  listSystemPermissions,
  readSystemPermissionsOf,
  removeSystemPermission,
} from "@/lib/operations/system-permissions";
import { answer, fail, standardSchema } from "./answers";
import { type GatewayFunction, gatewayFunction } from "./function";

const names = z.array(z.string());

const permission = z.string().min(1).max(3000);

/** Seed 003's function and its neighbours: what a user may do in the system. */
export const permissionFunctions: readonly GatewayFunction[] = [
  gatewayFunction({
    auth: "principal",
    name: "AddUserPermission",
    summary: "Grants a single permission to a user",
    needs: "Operator",
    payload: z.object({ UserId: z.int32(), Permission: permission, Value: z.int32().optional() }),
    answer: standardSchema,
    run: async ({ UserId, Permission, Value }, principal) => {
      if (Value === 0) return fail(106, "Value 0 removes nothing since v3.1. Call RevokeUserPermission.");
      if (Value !== undefined && Value !== 1) return fail(100, "Value is 1.");
      return answer(await addSystemPermission(principal, UserId, Permission));
    },
  }),
  gatewayFunction({
    auth: "principal",
    name: "RevokeUserPermission",
    summary: "Takes a single permission from a user",
    needs: "Operator",
    payload: z.object({ UserId: z.int32(), Permission: permission }),
    answer: standardSchema,
    run: async ({ UserId, Permission }, principal) =>
      answer(await removeSystemPermission(principal, UserId, Permission)),
  }),
  gatewayFunction({
    auth: "principal",
    name: "GetUserPermissions",
    summary: "The permissions that a user holds in effect; everyone may ask for his own",
    needs: "Operator",
    payload: z.object({ UserId: z.int32() }),
    answer: names,
    run: async ({ UserId }, principal) =>
      answer(await readSystemPermissionsOf(principal, UserId), sortedNames),
  }),
  gatewayFunction({
    auth: "principal",
    name: "GetAvailablePermissionList",
    // The spelling of seed 003's prose.
    aliases: ["GetAvailablePermissionsList"],
    summary: "Every permission that can be granted",
    needs: "Operator",
    payload: z.object({}),
    answer: z.object({ permissionList: names }).meta({ id: "ExchangePermissionList" }),
    run: async (_, principal) =>
      answer(await listSystemPermissions(principal), (permissions) => ({
        permissionList: sortedNames(permissions),
      })),
  }),
];

function sortedNames(permissions: readonly { readonly name: string }[]): string[] {
  return permissions.map(({ name }) => name).sort();
}
