import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { hashSecret } from "@/lib/store/secret";
import { makeToken } from "../credentials";
import type { Door } from "./door";

/** What a person of a scenario shows at the door: an API token, or a session of the door's own kind. */
export async function giveKey(
  owner: Pool,
  credential: Door["credential"],
  personId: string,
  boundTo: string | null,
): Promise<string> {
  if (credential === "token") return makeToken(owner, personId, boundTo);
  const secret = randomUUID();
  await owner.query(
    `insert into session (kind, secret_hash, person_id, organization_id, expires_at)
     values ($1, $2, $3, $4, now() + interval '1 hour')`,
    [credential, hashSecret(secret), personId, boundTo],
  );
  return secret;
}

const ENDS = {
  expired: "expires_at = now() - interval '1 second'",
  revoked: "revoked_at = now()",
} as const;

/** Ends it as time or a revocation does. */
export async function endKey(
  owner: Pool,
  credential: Door["credential"],
  secret: string,
  how: keyof typeof ENDS,
): Promise<void> {
  const table = credential === "token" ? "api_token" : "session";
  const { rowCount } = await owner.query(`update ${table} set ${ENDS[how]} where secret_hash = $1`, [
    hashSecret(secret),
  ]);
  if (rowCount !== 1) throw new Error("there is no such key");
}
