import type { Change } from "@/lib/core/change";
import type { Right } from "./lattice-oracle";

/** One way to give: what it needs by itself, and the changes that give `wanted` by it. */
export interface Way {
  readonly name: string;
  readonly right: Right;
  /** Asks once for each permission, so that for none it asks for nothing. */
  readonly eachAlone?: true;
  /** `role` has exactly `wanted`; `empty` has nothing. */
  readonly changes: (wanted: readonly string[], to: Targets) => readonly Change[];
}

export interface Targets {
  readonly member: string;
  readonly others: readonly string[];
  readonly role: string;
  readonly empty: string;
  readonly newId: () => string;
}

const add = (member: string) => (permission: string) =>
  ({ kind: "add-permission", member, permission }) as const;

const comesIn = ({ newId }: Targets) => ({
  kind: "add-member" as const,
  member: newId(),
  project: null,
  person: { email: `${newId()}@example.com`, newId: newId() },
  invitation: { id: newId(), mode: "always" as const },
});

/** Every way in which a right can reach somebody. An undo is one of these once more: lattice.proof.ts takes it from `inverse`. */
export const WAYS: readonly Way[] = [
  {
    name: "grant",
    right: "people",
    eachAlone: true,
    changes: (wanted, { member }) => wanted.map(add(member)),
  },
  {
    name: "import",
    right: "people",
    eachAlone: true,
    changes: (wanted, { member, others }) => [member, ...others].flatMap((each) => wanted.map(add(each))),
  },
  {
    name: "set",
    right: "people",
    changes: (permissions, { member }) => [
      { kind: "set-permissions", member, permissions: [...permissions] },
    ],
  },
  {
    name: "assign",
    right: "people",
    changes: (_, { member, role, newId }) => [{ kind: "assign-role", member, role, assignment: newId() }],
  },
  {
    name: "set roles",
    right: "people",
    changes: (_, { member, role, newId }) => [
      { kind: "set-roles", member, roles: [{ role, assignment: newId() }] },
    ],
  },
  {
    name: "invitation",
    right: "people",
    changes: (permissions, to) => [{ ...comesIn(to), permissions: [...permissions], roles: [] }],
  },
  {
    name: "invitation to a role",
    right: "people",
    changes: (_, to) => [
      { ...comesIn(to), permissions: [], roles: [{ role: to.role, assignment: to.newId() }] },
    ],
  },
  {
    name: "edit of a role",
    right: "roles",
    changes: (add, { empty }) => [{ kind: "edit-role", role: empty, add: [...add], remove: [] }],
  },
  {
    name: "clone of a role",
    right: "roles",
    changes: (permissions, { newId }) => {
      const role = newId();
      const made = { level: "ORGANIZATION", name: `Clone ${role}`, description: null } as const;
      return [{ kind: "create-role", role, ...made, permissions: [...permissions] }];
    },
  },
  {
    name: "token",
    right: "tokens",
    changes: (permissions, { newId }) => {
      const made = { name: null, redacted: "x", expiresAt: null, unbound: false };
      return [{ kind: "create-token", token: newId(), ...made, permissions: [...permissions] }];
    },
  },
];
