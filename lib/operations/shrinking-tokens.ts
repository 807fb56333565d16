import "server-only";
import type { Principal } from "@/lib/core/principal";
import type { ShrinkingToken } from "@/lib/core/view";
import { readTokensWorkingIn } from "@/lib/store/lists";
import type { Consequence } from "./preview-change";
import { enter } from "./standing";

/**
 * The tokens that follow their owners down: a token never has more than its owner holds. Whoever may not see tokens is
 * told whose they are, without their names.
 */
export async function listShrinkingTokens(
  principal: Principal,
  organizationId: string,
  consequences: readonly Consequence[],
): Promise<readonly ShrinkingToken[]> {
  const lost = new Map(
    consequences.flatMap(({ member, lost: gone }) =>
      gone.length > 0 ? [[member.person.id, new Set(gone.map(({ id }) => id))] as const] : [],
    ),
  );
  if (lost.size === 0) return [];
  const tokens = await readTokensWorkingIn(organizationId, [...lost.keys()]);
  const shrinking = tokens.filter(
    ({ personId, permissionIds }) =>
      permissionIds === null || permissionIds.some((id) => lost.get(personId)?.has(id)),
  );
  if (shrinking.length === 0) return [];
  const entered = await enter(principal, { organizationId });
  const named = entered.ok && entered.value.standing.has("readTokens", entered.value.level, null);
  return shrinking.map(({ id, name, ownerEmail }) => ({ id, name: named ? name : null, ownerEmail }));
}
