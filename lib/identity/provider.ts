import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "../env";
import type { Claims } from "./single-sign-on";

/** The provider's id in next-auth's addresses: /api/auth/callback/sso is the redirect URI. */
export const PROVIDER = "sso";

const said = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z.string().max(1000).nullish(),
  email_verified: z.unknown(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

/** What a provider's answer says, or null where it does not say who someone is. Only `true` is verified. */
export function claimsOf(profile: unknown): Claims | null {
  const read = said.safeParse(profile);
  if (!read.success) return null;
  const { iss, sub, email, email_verified: verified, given_name: first, family_name: last } = read.data;
  return {
    issuer: iss,
    subject: sub,
    email: email ?? null,
    emailVerified: verified === true,
    firstName: (first ?? "").slice(0, 200),
    lastName: (last ?? "").slice(0, 200),
  };
}

/** The configured OpenID Connect provider with the code flow, PKCE, state and nonce; null: there is none. */
export function singleSignOn(): OAuthConfig<Record<string, unknown>> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    id: PROVIDER,
    name: OIDC_NAME,
    type: "oauth",
    issuer: OIDC_ISSUER,
    wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    checks: ["pkce", "state", "nonce"],
    idToken: true,
    userinfo: {
      // Providers need not put the address into the token; openid-client compares the subjects of both answers.
      request: async ({ client, tokens }) => {
        const { claims, access_token: accessToken } = tokens as typeof tokens & {
          claims: () => Record<string, unknown>;
        };
        const own = claims.call(tokens);
        const more = accessToken ? await client.userinfo(accessToken) : {};
        if ("sub" in more && more.sub !== own.sub)
          throw new Error("the provider answered about someone else");
        return { ...more, ...own, sub: String(own.sub) };
      },
    },
    profile: ({ sub }) => ({ id: String(sub) }),
  };
}
