import type { Change } from "@/lib/core/change";
import type { Verdict } from "@/lib/core/decide";
import { member } from "./snapshot";

/** The people of the core's tests, and the shortest ways to say what they do. */
export const owner = member("olga", {
  permissions: ["edit_org_users", "grant_any_permission", "edit_org_roles"],
});
export const editor = member("ed", { permissions: ["edit_org_users", "edit_org_roles", "view_items"] });
export const plain = member("pia", { permissions: ["view_items"] });
export const bob = member("bob");

export const add = (name: string, permission: string, expiresAt: string | null = null): Change => ({
  kind: "add-permission",
  member: name,
  permission,
  expiresAt,
});
export const remove = (name: string, permission: string): Change => ({
  kind: "remove-permission",
  member: name,
  permission,
});

export function code(verdict: Verdict): string {
  return verdict.ok ? "ok" : verdict.refusals[0].code;
}
export function kinds(verdict: Verdict): string[] {
  return verdict.ok ? verdict.decision.effects.map((effect) => effect.kind) : [];
}
