import "server-only";
import { randomUUID } from "node:crypto";
import type { Principal } from "@/lib/core/principal";
import { findLinked, hasIdentityOf, type Identity, linkIdentity } from "@/lib/store/identities";
import { findLogin, type Login } from "@/lib/store/people";
import { type Circumstances, openSession, type SignedIn } from "./sign-in";

/** What a provider says of someone, once its token has been checked. */
export interface Claims extends Identity {
  readonly email: string | null;
  /** The provider says that the address is his. */
  readonly emailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
}

/** Why a provider's word was not enough; the sign-in page has a sentence for each. */
export type SignOnRefusal = "unverified" | "uninvited" | "unproven" | "otherwise" | "suspended";

/** Lets someone with a proven address in where he is awaited; lib/operations/admit.ts, handed in by the route. */
export type Admit = (principal: Principal, names: Pick<Claims, "firstName" | "lastName">) => Promise<boolean>;

/**
 * Signs in whom a provider vouches for. A linked identity is its person for good, whatever address it has by now. The
 * first time the provider's verified address decides: it is linked to a person who has proven the same address here, or
 * is awaited with it. Nobody else gets an account.
 */
export async function signInThrough(
  claims: Claims,
  circumstances: Circumstances,
  admit: Admit,
): Promise<SignedIn | SignOnRefusal> {
  const linked = await findLinked(claims);
  const email = claims.emailVerified ? (claims.email?.trim().toLowerCase() ?? null) : null;
  if (linked?.suspendedAt) return "suspended";
  if (linked) {
    if (email === linked.email) await admit(himself(linked.id, email, circumstances), claims);
    await linkIdentity(claims, linked.id);
    return openSession(linked, "CONSOLE", null, circumstances);
  }
  if (email === null) return "unverified";
  const known = await findLogin(email);
  const refusal = known && (await whyNot(known, claims.issuer));
  if (refusal) return refusal;
  const isAwaited = await admit(himself(known?.id ?? randomUUID(), email, circumstances), claims);
  const person = await findLogin(email);
  if (!person || !(person.emailVerifiedAt || isAwaited)) return "uninvited";
  if (!(await linkIdentity(claims, person.id))) return "otherwise";
  return openSession(person, "CONSOLE", null, circumstances);
}

/** Someone who set a password for an address that he never proved may be a stranger: his account is no one else's to enter. */
async function whyNot(known: Login, issuer: string): Promise<SignOnRefusal | null> {
  if (known.suspendedAt) return "suspended";
  if (known.passwordHash !== null && known.emailVerifiedAt === null) return "unproven";
  return (await hasIdentityOf(known.id, issuer)) ? "otherwise" : null;
}

/** As whom he accepts and joins: the session follows when he is in. */
function himself(personId: string, email: string, { requestId }: Circumstances): Principal {
  return {
    personId,
    label: email,
    door: "console",
    requestId,
    credential: { kind: "session", id: randomUUID() },
    organizationId: null,
    narrowedTo: null,
  };
}
