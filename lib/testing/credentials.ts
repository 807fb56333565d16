import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { hashPassword } from "@/lib/store/password";
import { hashSecret } from "@/lib/store/secret";

/** A token of a person's; bound to an organization where one is given. */
export async function makeToken(
  owner: Pool,
  personId: string,
  organizationId: string | null = null,
): Promise<string> {
  const secret = randomBytes(20).toString("hex");
  await owner.query(
    "insert into api_token (person_id, organization_id, secret_hash, redacted) values ($1, $2, $3, '…')",
    [personId, organizationId, hashSecret(secret)],
  );
  return secret;
}

/** Lets a person sign in with a password. */
export async function givePassword(owner: Pool, personId: string, password: string): Promise<void> {
  await owner.query("update person set password_hash = $2 where id = $1", [
    personId,
    await hashPassword(password),
  ]);
}
