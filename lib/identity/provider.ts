import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "../env";
import type { Claims } from "./single-sign-on";

/** The provider's id in next-auth's addresses: /api/auth/callback/sso is the redirect URI. */
export const PROVIDER = "sso";

const said = z.object({
  iss: z.string(),
  sub: z
    .string()
    .min(1)
    .max(255)
    .refine((text) => !text.includes("\0")),
  // Of one shape and letters whose case is the same everywhere, or it is no address that anybody can prove.
  email: z.string().trim().max(320).regex(z.regexes.unicodeEmail).refine(isPlainInCase).nullish().catch(null),
  email_verified: z.unknown().optional(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

/** The Kelvin sign's lower case is k: an address that has one is not the one with a k. */
function isPlainInCase(address: string): boolean {
  return (
    !address.includes("\0") &&
    address.toLowerCase() === address.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  );
}

/** As long as a name may be here, and text that can be stored. */
function nameOf(said: string | null | undefined): string {
  return (said ?? "").replaceAll("\0", "").slice(0, 200).toWellFormed();
}

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
    firstName: nameOf(first),
    lastName: nameOf(last),
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
        return { ...more, ...own, ...addressIn([own, more]), sub: String(own.sub) };
      },
    },
    profile: ({ sub }) => ({ id: String(sub) }),
  };
}

/** The first address that is told, and verified where someone says so of this very one. */
export function addressIn(answers: readonly Readonly<Record<string, unknown>>[]) {
  const email = answers.map((each) => each.email).find((each) => typeof each === "string");
  const verified = answers.some((each) => each.email === email && each.email_verified === true);
  return email === undefined ? {} : { email, email_verified: verified };
}
