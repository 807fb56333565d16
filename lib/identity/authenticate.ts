import "server-only";
import type { Door, Principal } from "@/lib/core/principal";
import { countOften } from "@/lib/store/rate-limit";
import { consoleSecret } from "./console-session";
import { principalOfSecret } from "./credential";
import { peerOf } from "./peer";

export interface Ways {
  /** The browser's cookie counts too. */
  readonly cookie: boolean;
  /** Headers that carry nothing but the secret (the exchange's APToken). */
  readonly headers?: readonly string[];
}

export type Caller =
  | { readonly principal: Principal; readonly viaCookie: boolean }
  | "no-credential"
  | "bad-credential";

const SCHEME = /^(?:Token|Bearer)\s+([\x21-\x7e]{1,500})$/i;

/**
 * Reads who asks. A request with a token ignores cookies, also where the token is worth nothing. Throws `tooMany` at
 * who writes too often.
 */
export async function authenticate(
  request: Request,
  door: Door,
  requestId: string,
  ways: Ways,
): Promise<Caller> {
  const caller = await readCaller(request, door, requestId, ways);
  // The exchange's clients change things by GET as well.
  if (READS.has(request.method) && door !== "exchange") return caller;
  if (typeof caller === "string") await countOften("write without a credential", peerOf(request.headers));
  else await countOften("write with a credential", caller.principal.credential.id);
  return caller;
}

async function readCaller(request: Request, door: Door, requestId: string, ways: Ways): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  const bare =
    (ways.headers ?? []).map((name) => request.headers.get(name)).find((value) => value !== null) ?? null;
  if (authorization !== null || bare !== null) {
    // The header of the family's own goes first: its clients keep sending the Basic credentials that they signed in with.
    const secret = bare !== null ? bare.trim() : SCHEME.exec(authorization?.trim() ?? "")?.[1];
    const principal = secret ? await principalOfSecret(secret, door, requestId) : null;
    return principal ? { principal, viaCookie: false } : "bad-credential";
  }
  const secret = ways.cookie ? await consoleSecret(request.headers.get("cookie")) : null;
  if (secret === null) return "no-credential";
  const principal = await principalOfSecret(secret, door, requestId);
  if (principal?.actingAs && !READS.has(request.method)) return "bad-credential";
  return principal ? { principal, viaCookie: true } : "bad-credential";
}

/** A session that views as someone else is no credential for anything but reading, whatever the endpoint would decide. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);
