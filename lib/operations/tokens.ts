import "server-only";
import { randomUUID } from "node:crypto";
import { type Principal, viewerOf } from "@/lib/core/principal";
import { notFound, refuse } from "@/lib/core/refusal";
import type { ApiToken } from "@/lib/core/state";
import { endTokensLeft, readTokens, type TokenRow } from "@/lib/store/lists";
import { hashSecret, newSecret, redact } from "@/lib/store/secret";
import { changeAccess } from "./change-access";
import { homeOf } from "./organizations";
import { deny } from "./refuse";
import { type Result, success } from "./result";
import { enter } from "./standing";

export interface NewToken {
  readonly name: string | null;
  /** Given: bound to that organization. */
  readonly organizationId?: string;
  /** Ids or names; null: whatever its owner holds. */
  readonly permissions: readonly string[] | null;
  readonly expiresAt: string | null;
}

/** Makes a token of the asker's own. The secret is in this answer and nowhere else, ever. */
export async function createToken(
  principal: Principal,
  wanted: NewToken,
): Promise<Result<{ readonly token: ApiToken; readonly secret: string }>> {
  const organizationId = wanted.organizationId ?? principal.organizationId ?? (await homeOf(principal));
  if (organizationId === null)
    return deny(principal, null, refuse("not-allowed", "A token needs an organization that you belong to."));
  const id = randomUUID();
  const secret = newSecret("gd");
  const { name, permissions, expiresAt } = wanted;
  const unbound = wanted.organizationId === undefined && principal.organizationId === null;
  const change = {
    kind: "create-token",
    token: id,
    name,
    permissions,
    expiresAt,
    redacted: redact(secret),
    unbound,
  } as const;
  const result = await changeAccess(
    principal,
    { organizationId, changes: [change] },
    { [id]: hashSecret(secret).toString("hex") },
  );
  if (!result.ok) return result;
  const token = result.value.after.tokens.get(id);
  return token ? success({ token, secret }) : deny(principal, organizationId, notFound("token"));
}

/** The asker's own tokens. */
export async function listOwnTokens(principal: Principal): Promise<Result<readonly TokenRow[]>> {
  const tokens = await readTokens({ personId: viewerOf(principal) });
  return success(
    tokens.filter(
      (token) => principal.organizationId === null || token.organizationId === principal.organizationId,
    ),
  );
}

/** Every token that is bound to an organization, whoever owns it. */
export async function listTokensOf(
  principal: Principal,
  organizationId: string,
): Promise<Result<readonly TokenRow[]>> {
  const entered = await enter(principal, { organizationId }, "readTokens");
  return entered.ok ? success(await readTokens({ organizationId })) : entered;
}

export async function renameToken(
  principal: Principal,
  tokenId: string,
  name: string | null,
  organizationId?: string,
): Promise<Result<ApiToken>> {
  return changeToken(principal, { kind: "rename-token", token: tokenId, name }, organizationId);
}

/** From the next request on the secret is worth nothing. */
export async function revokeToken(
  principal: Principal,
  tokenId: string,
  organizationId?: string,
): Promise<Result<ApiToken>> {
  return changeToken(principal, { kind: "revoke-token", token: tokenId }, organizationId);
}

/** Ends every token of the asker, each in the audit where it stands; one that stands nowhere ends all the same. */
export async function endTokensOf(principal: Principal): Promise<void> {
  for (const { id } of await readTokens({ personId: principal.personId })) await revokeToken(principal, id);
  await endTokensLeft(principal.personId);
}

type TokenChange =
  | { readonly kind: "rename-token"; readonly token: string; readonly name: string | null }
  | { readonly kind: "revoke-token"; readonly token: string };

async function changeToken(
  principal: Principal,
  change: TokenChange,
  organizationId: string | undefined,
): Promise<Result<ApiToken>> {
  const own = (await readTokens({ personId: principal.personId })).find((token) => token.id === change.token);
  const home = organizationId ?? own?.organizationId ?? (own ? await homeOf(principal) : null);
  if (home === null) return deny(principal, null, notFound("token"));
  const result = await changeAccess(principal, { organizationId: home, changes: [change] });
  if (!result.ok) return result;
  const token = result.value.after.tokens.get(change.token);
  if (!token) return deny(principal, home, notFound("token"));
  const written = (await readTokens({ personId: token.personId })).find(({ id }) => id === token.id);
  return success(written ?? token);
}
