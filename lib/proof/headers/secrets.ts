import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ORGANIZATION, OWNER, PASSWORD, post, signIn, site } from "./site";

/** Makes one of every kind of secret that the product knows; throws where one was not made. */
export async function makeSecrets() {
  const cookie = await signIn(OWNER, PASSWORD);
  const own = { cookie, origin: site.origin, "sec-fetch-site": "same-origin" };
  const key = await post("/api/v1/api-keys", { name: "Robot", organization_id: ORGANIZATION }, own);
  const apiKey = (await key.text()).match(/gd_[\w-]{20,}/)?.[0];
  const crux = await post("/api/organizations/user-login/", {
    username: "maria.lindqvist@northwind-grocers.example",
    password: PASSWORD,
  });
  const { auth_token: cruxToken }: { auth_token: string } = await crux.json();
  const gate = await post("/AP/WebAuthenticateUser", { UserName: OWNER, Password: PASSWORD });
  const { SessionToken: exchangeToken }: { SessionToken: string } = await gate.json();
  await post(
    `/api/v1/organizations/${ORGANIZATION}/invitations`,
    [{ email: "stranger@nowhere.example", permissions: [] }],
    own,
  );
  await post("/api/organizations/reset-password/", { email: OWNER });
  const [invitation, reset] = [await mailed("stranger@nowhere.example"), await mailed(OWNER)];
  const password = `a new password ${randomBytes(8).toString("hex")}`;
  const joined = await post(`/api/organizations/accept-invite/${invitation}/`, { password });
  if (joined.status >= 300) throw new Error(`nobody joined: ${await joined.text()}`);
  const all = {
    apiKey,
    cruxToken,
    exchangeToken,
    invitation,
    reset,
    password,
    cookie: cookie.slice("session=".length),
  };
  for (const [kind, secret] of Object.entries(all))
    if (!secret || secret.length < 20) throw new Error(`no ${kind} was made`);
  return { cookie, all: all as Record<keyof typeof all, string> };
}

/** The secret in the letter to an address; letters are files in the demonstration. */
async function mailed(to: string): Promise<string> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    const files = await readdir(path.join(site.folder, "mail")).catch(() => []);
    const file = files.find((each) => each.includes(to));
    const text = file ? await readFile(path.join(site.folder, "mail", file), "utf8") : "";
    const secret = text.replaceAll(/=\r?\n/g, "").match(/#token=(?:3D)?([\w-]{20,})/)?.[1];
    if (secret) return secret;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`no letter came to ${to}`);
}
