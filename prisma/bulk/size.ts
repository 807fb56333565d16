export type Size = "S" | "M" | "L";

export interface Plan {
  /** The owner is one of them. */
  readonly people: number;
  readonly permissions: number;
  readonly roles: number;
  readonly permissionsPerRole: number;
  readonly grantsPerPerson: number;
  /** Small organizations beside the one that all this is in. */
  readonly others: number;
}

/** How much each size holds: at L ten million grants, and an audit event for every row of them all. */
export const SIZES: Readonly<Record<Size, Plan>> = {
  S: { people: 10, permissions: 20, roles: 4, permissionsPerRole: 5, grantsPerPerson: 5, others: 2 },
  M: { people: 1000, permissions: 300, roles: 50, permissionsPerRole: 20, grantsPerPerson: 100, others: 99 },
  L: {
    people: 100_000,
    permissions: 1000,
    roles: 1000,
    permissionsPerRole: 20,
    grantsPerPerson: 100,
    others: 999,
  },
};

/** What one can sign in with, and the token of the large organization. For a database that strangers cannot reach. */
export function accessOf(size: Size): { readonly email: string; readonly token: string } {
  const word = size.toLowerCase();
  return {
    email: `owner@bulk-${word}.example`,
    token: `gd_demo_bulk_${word}_5Rk8WvQ2nZ7sYtLx3HcJb9PdMf4GaUe6To1Ki0X`,
  };
}
