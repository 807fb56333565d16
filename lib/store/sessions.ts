import "server-only";
import { store } from "./database";

export type SessionKind = "CONSOLE" | "CRUX" | "EXCHANGE";

export interface NewSession {
  readonly kind: SessionKind;
  readonly secretHash: Buffer;
  readonly personId: string;
  readonly organizationId: string | null;
  readonly userAgent: string | null;
  readonly lifetimeSeconds: number;
  readonly idleSeconds: number | null;
  /** The hash that a password was held against: it has to be the person's still. None: no password was asked for. */
  readonly passwordHash?: string | null;
}

/**
 * The database's clock sets the end, as it judges it later. The person's row is held, so that a new password either
 * finds the session and ends it, or is found here: null where the password has changed meanwhile, or where others who
 * guessed at the same moment have locked the person.
 */
export async function insertSession(session: NewSession): Promise<string | null> {
  const { rows } = await store().pool.query<{ id: string }>(
    `insert into session (kind, secret_hash, person_id, organization_id, user_agent, idle_seconds, expires_at)
     select $1, $2, p.id, $4, $5, $6, now() + make_interval(secs => $7) from person p
     where p.id = $3 and ($8::text is null or (p.password_hash = $8 and p.locked_at is null)) for share
     returning id`,
    [
      session.kind,
      session.secretHash,
      session.personId,
      session.organizationId,
      session.userAgent?.slice(0, 300) ?? null,
      session.idleSeconds,
      session.lifetimeSeconds,
      session.passwordHash ?? null,
    ],
  );
  return rows[0]?.id ?? null;
}

export async function endSession(sessionId: string): Promise<void> {
  await store().pool.query("update session set revoked_at = now() where id = $1 and revoked_at is null", [
    sessionId,
  ]);
}

/** Ends every session of a person: after a new password nothing older than it is worth anything. */
export async function endSessionsOf(personId: string): Promise<void> {
  await store().pool.query(
    "update session set revoked_at = now() where person_id = $1 and revoked_at is null",
    [personId],
  );
}

export interface SessionRow {
  readonly id: string;
  readonly kind: SessionKind;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** The sessions of a person that still open something, newest first. */
export async function readSessions(personId: string): Promise<readonly SessionRow[]> {
  const { rows } = await store().pool.query<SessionRow>(
    `select id, kind, user_agent as "userAgent", created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt"
     from session where person_id = $1 and revoked_at is null and expires_at > now()
       and (idle_seconds is null or last_used_at + make_interval(secs => idle_seconds) > now())
     order by created_at desc, id`,
    [personId],
  );
  return rows;
}

export async function insertPasswordReset(personId: string, secretHash: Buffer): Promise<void> {
  await store().pool.query(
    "insert into password_reset (person_id, secret_hash, expires_at) values ($1, $2, now() + interval '1 hour')",
    [personId, secretHash],
  );
}

const OPEN_RESET = "secret_hash = $1 and used_at is null and expires_at > now()";

export async function findPasswordReset(secretHash: Buffer): Promise<boolean> {
  const { rowCount } = await store().pool.query(`select from password_reset where ${OPEN_RESET}`, [
    secretHash,
  ]);
  return rowCount === 1;
}

/**
 * Uses it up, and with it every other one of the person's: two at the same moment cannot both have it, and an older
 * letter is worth nothing. Whose it was, or null where it is not open.
 */
export async function spendPasswordReset(secretHash: Buffer): Promise<Spent | null> {
  const { rows } = await store().pool.query<Spent & { own: boolean }>(
    `update password_reset r set used_at = now() from person p where used_at is null
       and person_id = (select person_id from password_reset where ${OPEN_RESET}) and p.id = r.person_id
     returning p.id as "personId", p.email, p.email_verified_at is not null as verified, secret_hash = $1 as own`,
    [secretHash],
  );
  return rows.find(({ own }) => own) ?? null;
}

interface Spent {
  readonly personId: string;
  readonly email: string;
  /** He had proven before that the address is his. */
  readonly verified: boolean;
}
