import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { findFreePort } from "../../lib/boot/port";

/** What the provider says of someone; his subject is the name that he signs in with there. */
export interface Account {
  readonly email: string;
  readonly email_verified: boolean;
  readonly given_name?: string;
  readonly family_name?: string;
}

/**
 * A real OpenID Connect provider on loopback, with one client and pages of its own that take any password.
 * `lax`: it asks for no PKCE, so that only the client's own asking for it is left.
 */
export async function startProvider(redirectUri: string, { lax = false } = {}) {
  const port = await findFreePort();
  const issuer = `http://localhost:${port}`;
  const accounts = new Map<string, Account>();
  // What is said of someone else where somebody asks who has signed in, by the subject.
  const mistaken = new Map<string, string>();
  const client = { client_id: "grantdesk", client_secret: "a secret of the test's own" };
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [redirectUri], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["given_name", "family_name"] },
    pkce: { required: () => !lax },
    cookies: { keys: ["a key of the test's own"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
  });
  provider.use(async (context, next) => {
    await next();
    const other = context.path === "/me" ? mistaken.get(context.body?.sub) : undefined;
    if (other !== undefined) context.body = { sub: other, ...accounts.get(other) };
  });
  const server = createServer(provider.callback()).listen(port, "localhost");
  await once(server, "listening");
  return {
    accounts,
    mistaken,
    variables: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_NAME: "Northwind Login",
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
