import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The package's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Checked for people who do not exist or have no password, so that their answer takes as long as anyone's.
let decoy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** False for a wrong password and for no stored hash, after the same work. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const matches = await verify(stored ?? (await decoy), password);
  return stored !== null && matches;
}

const PASSWORD_LEAST = 10;
const PASSWORD_MOST = 200;

/** A sentence, or undefined where the password will do. Length counts, not character classes (NIST SP 800-63B). */
export function passwordProblem(password: string): string | undefined {
  if (password.length < PASSWORD_LEAST) return `A password has at least ${PASSWORD_LEAST} characters.`;
  if (password.length > PASSWORD_MOST) return `A password has at most ${PASSWORD_MOST} characters.`;
  return undefined;
}
