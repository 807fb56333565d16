import "server-only";
import type pg from "pg";
import type { Principal } from "@/lib/core/principal";
import { askInOrder } from "./batch";
import { type Credential, type Found, type Looked, lookingUp, lookUp, noteUse } from "./credentials";
import type { Runner } from "./database";
import { forget, recall } from "./remembered";
import { askWithin, ofSecret, type Tenants } from "./tenants";

/**
 * A credential that was good a moment ago is most likely good still, and its person's first question can be asked at
 * once: the credential is looked up anew in front of it, in the same round trip. Until then the principal is a claim.
 * What is remembered shapes the question and nothing else: no answer leaves and nothing is written before the look-up
 * has found the same, to the letter.
 */
interface Claim {
  readonly hash: Buffer;
  /** What the credential was when it was looked up last. */
  readonly was: string;
  state: "open" | "holds" | "fell";
}

// One for all bundles, which evaluate this module each: a principal of whom nothing is known here counts as looked up.
const holder = globalThis as typeof globalThis & { grantdeskClaims?: WeakMap<Principal, Claim> };

function claims(): WeakMap<Principal, Claim> {
  holder.grantdeskClaims ??= new WeakMap();
  return holder.grantdeskClaims;
}

/** Whom a secret with this hash stood for last time, as `make` has it, to be looked up with his first question. */
export function presume(hash: Buffer, make: (credential: Credential) => Principal): Principal | null {
  const was = recall(hash);
  if (was === undefined) return null;
  const principal = make({ ...(JSON.parse(was) as Found), viewing: null });
  claims().set(principal, { hash, was, state: "open" });
  return principal;
}

/**
 * As `askWithin`, for this principal: where he is a claim still, he is looked up before it, and the answer is his only
 * where the claim holds. Rejects where it fell.
 */
export async function askAs<T extends pg.QueryResultRow>(
  principal: Principal,
  runner: Runner,
  tenants: Tenants,
  statement: pg.QueryConfig,
): Promise<pg.QueryResult<T>> {
  const claim = claims().get(principal);
  if (claim?.state !== "open") {
    await mustHold(principal);
    return askWithin<T>(runner, tenants, statement);
  }
  const looked: Looked[] = [];
  const lookUpFirst = {
    ...lookingUp(claim.hash),
    sees: ([found, stale]: readonly (string | null)[]) =>
      void looked.push({ found: found ?? "", stale: stale === "t" }),
  };
  const result = await askInOrder<T>(runner, [ofSecret(claim.hash), lookUpFirst, tenants], statement);
  await settle(claim, looked[0] ?? null);
  await mustHold(principal);
  return result;
}

/** Whether a principal is who he was taken for; a claim that is open still is looked up now. */
export async function holds(principal: Principal): Promise<boolean> {
  const claim = claims().get(principal);
  if (claim?.state === "open") await settle(claim, await lookUp(claim.hash));
  return claim?.state !== "fell";
}

/** For what is done in somebody's name: rejects where he is not who he was taken for. */
export async function mustHold(principal: Principal): Promise<void> {
  if (!(await holds(principal))) throw new Error("The credential is no longer what it was.");
}

async function settle(claim: Claim, looked: Looked | null): Promise<void> {
  // Whoever asked two questions at once is judged by the first answer: what it allowed may be under way.
  if (claim.state !== "open") return;
  claim.state = looked?.found === claim.was ? "holds" : "fell";
  if (claim.state === "fell") forget(claim.hash);
  else if (looked?.stale) await noteUse(JSON.parse(looked.found) as Found, claim.hash);
}
