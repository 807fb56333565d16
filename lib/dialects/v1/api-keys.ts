import "server-only";
import { z } from "zod";
import { createToken, listOwnTokens, renameToken, revokeToken } from "@/lib/operations/tokens";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { answer, noContent } from "./answers";
import { expiry } from "./inputs";
import { apiKeySchema, name, renderApiKey, uuid } from "./shapes";

const oneKey = z.object({ api_key_id: uuid });

const wanted = z
  .object({
    name: name.nullish(),
    organization_id: uuid.nullish().meta({ description: "Given: the key is worth something there alone." }),
    permissions: z
      .array(z.string().min(1).max(3000))
      .max(1000)
      .nullish()
      .meta({ description: "Ids or names that narrow the key; without, it may do what you may do." }),
    expires_at: expiry,
  })
  .meta({ id: "APIKeyCreate" });

const list = endpoint({
  auth: "principal",
  method: "GET",
  path: "/api-keys",
  needs: "being signed in",
  summary: "Your own API keys",
  answers: { 200: z.array(apiKeySchema) },
  handle: async (_, principal) =>
    answer(await listOwnTokens(principal), (tokens) =>
      Response.json(tokens.map((token) => renderApiKey(token))),
    ),
});

const create = endpoint({
  auth: "principal",
  method: "POST",
  path: "/api-keys",
  body: wanted,
  summary: "Make an API key of your own; the secret is in this answer and nowhere else",
  needs: "create_api_key",
  answers: { 201: apiKeySchema },
  handle: async ({ body }, principal) => {
    const token = {
      name: body.name ?? null,
      ...(typeof body.organization_id === "string" ? { organizationId: body.organization_id } : {}),
      permissions: body.permissions ?? null,
      expiresAt: body.expires_at ?? null,
    };
    return answer(await createToken(principal, token), (made) =>
      Response.json(renderApiKey(made.token, made.secret), { status: 201 }),
    );
  },
});

const rename = endpoint({
  auth: "principal",
  method: "PUT",
  path: "/api-keys/:api_key_id",
  needs: "nothing for one's own; with a narrowed key create_api_key",
  params: oneKey,
  body: z.object({ name: name.nullable() }).meta({ id: "APIKeyUpdate" }),
  summary: "Rename one of your API keys",
  answers: { 200: apiKeySchema },
  handle: async ({ path, body }, principal) =>
    answer(await renameToken(principal, path.api_key_id, body.name), (token) =>
      Response.json(renderApiKey(token)),
    ),
});

const revoke = endpoint({
  auth: "principal",
  method: "DELETE",
  path: "/api-keys/:api_key_id",
  needs: "nothing for one's own; with a narrowed key create_api_key",
  params: oneKey,
  summary: "Revoke one of your API keys: from the next request on it is worth nothing",
  answers: { 204: null },
  handle: async ({ path }, principal) => answer(await revokeToken(principal, path.api_key_id), noContent),
});

export const apiKeyEndpoints: readonly AnyEndpoint[] = [list, create, rename, revoke];
