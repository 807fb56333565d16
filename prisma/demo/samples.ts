import { hashSecret, redact } from "@/lib/store/secret";
import { idOf } from "./ids";

/** The password of everyone in the demonstration. */
export const PASSWORD = "grantdesk demo";

/** The ids that the four families print in their own examples, so that those work word for word. */
export const SAMPLE = {
  /** Seeds 000 and 001: `user_uuid`, which names a membership. */
  member: "5de38a8e-800e-4cba-84c5-ee6c27f304d8",
  memberHandle: "oskar.brandt",
  permissions: ["2a0295b6-dd74-4239-9988-24fcdb1adcea", "05a46c58-9d13-4912-9167-7effc2cc7482"],
  /** Seed 002: the organization, and (another table) the role. */
  organization: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  role: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  roleName: "Release manager",
  /** Seed 004: the project, the membership in it, and the person. */
  project: "3c90c3cc-0d44-4b50-8888-8dd25736052a",
  projectMember: "3c90c3cc-0d44-4b50-8888-8dd25736052a",
  person: "3c90c3cc-0d44-4b50-8888-8dd25736052a",
  personHandle: "john.smith",
  personEmail: "jsmith@example.com",
  personSince: "2023-11-07T05:31:56Z",
} as const;

/**
 * Tokens that everyone can read here: they must never be in a database that strangers can reach. The first is the one
 * of seeds 000 and 001.
 */
export const TOKENS = {
  crux: {
    secret: "a0f17278bed479ee719ea890b8caf0329e1f3e5b",
    name: "Sample client",
    owner: "maria.lindqvist",
  },
  owner: {
    secret: "gd_demo_qX7mV2rT9cLw4ZkN8sJb3HyF6uPd1GaE5oRi0MxKtC",
    name: "Deploy pipeline",
    owner: "noa.feldman",
  },
  operator: {
    secret: "gd_demo_Zt4Bn9QeW1yKs7XvC3mLf8RjU6aHp2DgT5oIx0NrVk",
    name: "Operations console",
    owner: "eleanor.whitcombe",
  },
  viewer: {
    secret: "gd_demo_Jh8Lp3VxR6tWc1NzKq5YbM9fGs2EuA7dTo4Xi0CvBn",
    name: "Status screen in the kitchen",
    owner: "ravi.krishnan",
  },
} as const;

export type TokenKey = keyof typeof TOKENS;

export const tokenIdOf = (key: TokenKey): string => idOf(`token ${key}`);
export const redactedOf = (key: TokenKey): string => redact(TOKENS[key].secret);

/** SHA-256 in hex, by the id of the token: all that the database gets of a secret. */
export function tokenHashes(): Readonly<Record<string, string>> {
  const keys = Object.keys(TOKENS) as TokenKey[];
  return Object.fromEntries(
    keys.map((key) => [tokenIdOf(key), hashSecret(TOKENS[key].secret).toString("hex")]),
  );
}
