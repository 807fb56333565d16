import "server-only";
import type { Door, Principal } from "@/lib/core/principal";
import { readBelongings } from "@/lib/store/belongings";
import { store } from "@/lib/store/database";
import { passwordMatches } from "@/lib/store/password";
import { findLogin, type Login, noteFailure, noteSuccess } from "@/lib/store/people";
import { countTry } from "@/lib/store/rate-limit";
import { hashSecret, newHexSecret, newSecret } from "@/lib/store/secret";
import { endSession, insertSession, type SessionKind } from "@/lib/store/sessions";

export interface SignedIn {
  readonly principal: Principal;
  /** Shown to the client once; the database has its hash. */
  readonly secret: string;
}

interface Lifetime {
  readonly lifetimeSeconds: number;
  readonly idleSeconds: number | null;
  readonly door: Door;
}

const HOUR = 3600;

/** Crux's login token lives two hours; the exchange's session ends an hour after its last use; the console's after 30 days. */
const LIFETIMES: Readonly<Record<SessionKind, Lifetime>> = {
  CONSOLE: { lifetimeSeconds: 30 * 24 * HOUR, idleSeconds: 7 * 24 * HOUR, door: "console" },
  CRUX: { lifetimeSeconds: 2 * HOUR, idleSeconds: null, door: "crux" },
  EXCHANGE: { lifetimeSeconds: 30 * 24 * HOUR, idleSeconds: HOUR, door: "exchange" },
};

export interface Circumstances {
  readonly requestId: string;
  readonly userAgent: string | null;
  /** The address that asks, as nobody can forge it. */
  readonly peer: string;
}

/**
 * Signs in by e-mail and password. Null for an unknown address, a wrong password, a locked and a suspended person
 * alike, after the same work; throws `tooMany` for an address, known or not, that was tried too often. A Crux session is bound to the organization that the person chose or joined first.
 */
export async function signIn(
  email: string,
  password: string,
  kind: SessionKind,
  circumstances: Circumstances,
): Promise<SignedIn | null> {
  const account = email.trim().toLowerCase();
  await countTry(["sign-in of an account", account], ["sign-in from an address", circumstances.peer]);
  const login = await checkPassword(account, password);
  if (!login) return null;
  const organizationId = kind === "CRUX" ? await firstOrganization(login.id) : null;
  if (kind === "CRUX" && organizationId === null) return null;
  return openSessionAfter(login.passwordHash, login, kind, organizationId, circumstances);
}

export async function signOut(principal: Principal): Promise<void> {
  if (principal.credential.kind === "session") await endSession(principal.credential.id);
}

async function checkPassword(account: string, password: string): Promise<Login | null> {
  const login = await findLogin(account);
  const matches = await passwordMatches(login?.passwordHash ?? null, password);
  if (!login || !matches || login.lockedAt || login.suspendedAt) {
    await noteFailure(login && !matches ? login.id : null);
    return null;
  }
  await noteSuccess(login.id);
  return login;
}

/** A session row, and the secret that opens it. */
export async function openSession(
  login: Pick<Login, "id" | "email">,
  kind: SessionKind,
  organizationId: string | null,
  circumstances: Circumstances,
): Promise<SignedIn> {
  const opened = await openSessionAfter(null, login, kind, organizationId, circumstances);
  if (!opened) throw new Error("the session was not stored");
  return opened;
}

/** Null where the password that was checked is not the person's any more. */
async function openSessionAfter(
  passwordHash: string | null,
  login: Pick<Login, "id" | "email">,
  kind: SessionKind,
  organizationId: string | null,
  { requestId, userAgent }: Circumstances,
): Promise<SignedIn | null> {
  const { lifetimeSeconds, idleSeconds, door } = LIFETIMES[kind];
  const secret = kind === "CRUX" ? newHexSecret() : newSecret("gds");
  const id = await insertSession({
    kind,
    secretHash: hashSecret(secret),
    personId: login.id,
    organizationId,
    userAgent,
    lifetimeSeconds,
    idleSeconds,
    passwordHash,
  });
  if (id === null) return null;
  const principal: Principal = {
    personId: login.id,
    label: login.email,
    door,
    requestId,
    credential: { kind: "session", id },
    organizationId,
    narrowedTo: null,
  };
  return { principal, secret };
}

async function firstOrganization(personId: string): Promise<string | null> {
  const own = await readBelongings(store().pool, personId);
  const active = new Set(
    (own?.memberships ?? []).flatMap((member) =>
      member.status === "ACTIVE" && member.projectId === null ? [member.organizationId] : [],
    ),
  );
  const open = (own?.organizations ?? []).filter(
    ({ id, kind, status }) => active.has(id) && kind !== "SYSTEM" && status !== "DEACTIVATED",
  );
  return open.find(({ id }) => id === own?.defaultOrganizationId)?.id ?? open[0]?.id ?? null;
}
