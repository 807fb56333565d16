import "server-only";
import { store } from "./database";

export interface Login {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly lockedAt: Date | null;
  readonly suspendedAt: Date | null;
}

export const LOGIN = {
  id: true,
  email: true,
  passwordHash: true,
  emailVerifiedAt: true,
  lockedAt: true,
  suspendedAt: true,
} as const;

export async function findLogin(email: string): Promise<Login | null> {
  // Nobody has an address that cannot be stored; PostgreSQL would fail at it.
  if (email.includes("\0")) return null;
  return store().prisma.person.findUnique({
    where: { email },
    select: LOGIN,
  });
}

/** After this many wrong passwords in a row an operator has to unlock the person. */
const FAILURES_MOST = 10;

/**
 * Counts in the database, so that several processes and quick repeats count together. Null, where there is nobody to
 * count against, commits as much and waits as long for the disk: the time of an answer tells nobody.
 */
export async function noteFailure(personId: string | null): Promise<void> {
  if (personId === null) {
    await store().pool.query("select pg_logical_emit_message(true, 'grantdesk', 'nobody')");
    return;
  }
  await store().pool.query(
    `update person set failed_attempts = failed_attempts + 1,
       locked_at = case when failed_attempts + 1 >= $2 then coalesce(locked_at, now()) else locked_at end
     where id = $1`,
    [personId, FAILURES_MOST],
  );
}

export async function noteSuccess(personId: string): Promise<void> {
  await store().pool.query(
    "update person set failed_attempts = 0 where id = $1 and failed_attempts > 0 and locked_at is null",
    [personId],
  );
}

/** Sets a password in place of any other, and lets a locked person in again. */
export async function setPassword(personId: string, passwordHash: string): Promise<void> {
  await store().pool.query(
    "update person set password_hash = $2, failed_attempts = 0, locked_at = null where id = $1",
    [personId, passwordHash],
  );
}

/** Gives someone his first password. False: he has one meanwhile, or has proven his address by a provider. */
export async function setFirstPassword(personId: string, passwordHash: string): Promise<boolean> {
  const { rowCount } = await store().pool.query(
    `update person set password_hash = $2, failed_attempts = 0, locked_at = null
     where id = $1 and password_hash is null and email_verified_at is null`,
    [personId, passwordHash],
  );
  return rowCount === 1;
}

/** The address is his: he brought back a secret that went nowhere else. */
export async function markVerified(personId: string): Promise<void> {
  await store().pool.query(
    "update person set email_verified_at = now() where id = $1 and email_verified_at is null",
    [personId],
  );
}

export interface LockedPerson {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly lockedAt: Date | null;
}

export function readLockedPeople(): Promise<readonly LockedPerson[]> {
  return store().prisma.person.findMany({
    where: { lockedAt: { not: null } },
    select: { id: true, number: true, email: true, lockedAt: true },
    orderBy: { number: "asc" },
  });
}

export type PersonKey = { readonly id: string } | { readonly number: number } | { readonly email: string };

export interface PersonRow {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailVerifiedAt: Date | null;
  readonly lockedAt: Date | null;
  readonly failedAttempts: number;
  readonly createdAt: Date;
}

const PERSON = {
  id: true,
  number: true,
  email: true,
  firstName: true,
  lastName: true,
  emailVerifiedAt: true,
  lockedAt: true,
  failedAttempts: true,
  createdAt: true,
} as const;

export function findPerson(key: PersonKey): Promise<PersonRow | null> {
  return store().prisma.person.findUnique({ where: key, select: PERSON });
}

/** Anyone whose address or name has each of the words, everywhere, by e-mail: for operators alone. */
export function searchPeople(words: string, limit: number, after = ""): Promise<readonly PersonRow[]> {
  const having = (word: string) => {
    const contains = { contains: word, mode: "insensitive" } as const;
    return { OR: [{ email: contains }, { firstName: contains }, { lastName: contains }] };
  };
  return store().prisma.person.findMany({
    where: { email: { gt: after }, AND: words.split(/\s+/).filter(Boolean).map(having) },
    select: PERSON,
    orderBy: { email: "asc" },
    take: limit,
  });
}
