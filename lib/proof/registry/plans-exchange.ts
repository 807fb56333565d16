import { randomUUID } from "node:crypto";
import type { Ids } from "@/lib/testing/tenants";
import { type Need, type Plans, plan } from "./call";

type Payload = Readonly<Record<string, number | string | readonly string[]>>;

const FUNCTIONS: Readonly<Record<string, readonly [Need, (ids: Ids) => Payload]>> = {
  AddUserPermission: ["operate", (ids) => ({ UserId: Number(ids.number), Permission: "Trading", Value: 1 })],
  RevokeUserPermission: ["operate", (ids) => ({ UserId: Number(ids.number), Permission: "Trading" })],
  GetUserPermissions: ["operate", (ids) => ({ UserId: Number(ids.number) })],
  GetAvailablePermissionList: ["operate", () => ({})],
  GetAvailablePermissionsList: ["operate", () => ({})],
  GetUserInfo: ["operate", (ids) => ({ UserId: Number(ids.number) })],
  GetLockedUsers: ["operate", () => ({})],
  UnLockUser: ["operate", (ids) => ({ UserId: Number(ids.number) })],
  ForceUserLogoff: ["operate", (ids) => ({ UserName: ids.email })],
  WebAuthenticateUser: ["secret", (ids) => ({ UserName: ids.email, Password: "of nobody's" })],
  Authenticate: ["secret", () => ({})],
  LogOut: ["signed-in", () => ({})],
  AddEditRole: ["operate", () => ({ roleName: `New ${randomUUID()}`, permissions: ["Trading"] })],
  AddUserRole: ["operate", (ids) => ({ userId: Number(ids.number), userRoleId: Number(ids.roleNumber) })],
  RemoveUserRoles: ["operate", (ids) => ({ userId: Number(ids.number), userRoleId: Number(ids.roleNumber) })],
  DeleteRole: ["operate", (ids) => ({ Id: Number(ids.roleNumber) })],
  GetRole: ["operate", (ids) => ({ roleId: Number(ids.roleNumber) })],
  GetAllRoles: ["operate", () => ({})],
  GetUserRoles: ["operate", (ids) => ({ userId: Number(ids.number) })],
};

const inQuery = (payload: Payload) =>
  Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [key, typeof value === "object" ? value : String(value)]),
  );

/** Each function by POST, with its payload as the body, and by GET, with the same in the query. */
export const exchangePlans: Plans = Object.fromEntries(
  Object.entries(FUNCTIONS).flatMap(([name, [need, payload]]) => [
    [`POST /${name}`, plan(need, (ids) => ({ body: payload(ids) }))],
    [`GET /${name}`, plan(need, (ids) => ({ query: inQuery(payload(ids)) }))],
  ]),
);
