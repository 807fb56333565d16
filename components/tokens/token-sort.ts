import type { TokenView } from "@/lib/core/view";

export const TOKEN_SORTS = ["oldest", "newest", "name", "owner", "used", "expires"] as const;
export type TokenSort = (typeof TOKEN_SORTS)[number];

/** A name for each order, as the list offers them. */
export const TOKEN_SORT_LABELS: readonly (readonly [TokenSort, string])[] = [
  ["oldest", "Oldest first"],
  ["newest", "Newest first"],
  ["name", "By name"],
  ["owner", "By owner"],
  ["used", "By last used"],
  ["expires", "By expiry"],
];

// What never ends comes after everything that does.
const ends = ({ expiresAt }: TokenView) => expiresAt ?? "9999";

const ORDERS: Readonly<Record<TokenSort, (a: TokenView, b: TokenView) => number>> = {
  oldest: (a, b) => a.createdAt.localeCompare(b.createdAt),
  newest: (a, b) => b.createdAt.localeCompare(a.createdAt),
  name: (a, b) => (a.name ?? "").localeCompare(b.name ?? "", "en"),
  owner: (a, b) => a.ownerEmail.localeCompare(b.ownerEmail),
  used: (a, b) => (b.lastUsedAt ?? "").localeCompare(a.lastUsedAt ?? ""),
  expires: (a, b) => ends(a).localeCompare(ends(b)),
};

/** The same tokens in that order. */
export function inOrder(tokens: readonly TokenView[], sort: TokenSort): TokenView[] {
  return [...tokens].sort(ORDERS[sort]);
}
