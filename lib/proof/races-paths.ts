import type { Change } from "@/lib/core/change";

/** One way to end somebody's right to change people. */
export interface Path {
  readonly name: string;
  readonly oneself: boolean;
  readonly changes: (member: string, right: string) => readonly Change[];
}

const KINDS: Readonly<Record<string, Path["changes"]>> = {
  remove: (member) => [{ kind: "remove-member", member }],
  demote: (member) => [
    { kind: "set-permissions", member, permissions: [] },
    { kind: "set-roles", member, roles: [] },
  ],
  "let it end": (member, permission) => [
    { kind: "set-roles", member, roles: [] },
    { kind: "add-permission", member, permission, expiresAt: "2100-01-01T00:00:00.000Z" },
  ],
  suspend: (member) => [{ kind: "suspend-member", member }],
};

/** Each kind at the next one and at oneself. A project has no suspension of its own: there it is refused, which is no loss. */
export const PATHS: readonly Path[] = Object.entries(KINDS).flatMap(([name, changes]) => [
  { name, oneself: false, changes },
  { name: `${name} oneself`, oneself: true, changes },
]);
