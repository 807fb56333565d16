import "server-only";
import type { Door, Principal } from "@/lib/core/principal";
import { holds } from "@/lib/store/claims";
import { countOften } from "@/lib/store/rate-limit";
import { consoleSecret } from "./console-session";
import { presumedOfSecret, principalOfSecret } from "./credential";
import { peerOf } from "./peer";

export interface Ways {
  /** The browser's cookie counts too. */
  readonly cookie: boolean;
  /** Headers that carry nothing but the secret (the exchange's APToken). */
  readonly headers?: readonly string[];
}

export type Caller =
  | {
      readonly principal: Principal;
      readonly viaCookie: boolean;
      /** Set where the principal is a claim: looks it up where no question has yet, and reads anew who asks if it fell. */
      readonly actual?: () => Promise<Caller>;
    }
  | "no-credential"
  | "bad-credential";

const SCHEME = /^(?:Token|Bearer)\s+([\x21-\x7e]{1,500})$/i;

/**
 * Reads who asks. A request with a token ignores cookies, also where the token is worth nothing. Throws `tooMany` at
 * who writes too often. `presuming`: who was behind the secret last time will do until his first question is asked.
 */
export async function authenticate(
  request: Request,
  door: Door,
  requestId: string,
  ways: Ways,
  presuming = false,
): Promise<Caller> {
  const caller = await readCaller(request, door, requestId, ways, presuming);
  // The exchange's clients change things by GET as well.
  if (READS.has(request.method) && door !== "exchange") return caller;
  if (typeof caller === "string") await countOften("write without a credential", peerOf(request.headers));
  else await countOften("write with a credential", caller.principal.credential.id);
  return caller;
}

async function readCaller(
  request: Request,
  door: Door,
  requestId: string,
  ways: Ways,
  presuming: boolean,
): Promise<Caller> {
  const given = await readSecret(request, ways);
  if (typeof given === "string") return given;
  const { secret, viaCookie } = given;
  const presumed = presuming ? presumedOfSecret(secret, door, requestId) : null;
  if (presumed) {
    const again = () => authenticate(request, door, requestId, ways);
    const caller: Caller = {
      principal: presumed,
      viaCookie,
      actual: async () => ((await holds(presumed)) ? caller : again()),
    };
    return caller;
  }
  const principal = await principalOfSecret(secret, door, requestId);
  if (viaCookie && principal?.actingAs && !READS.has(request.method)) return "bad-credential";
  return principal ? { principal, viaCookie } : "bad-credential";
}

type Given = { readonly secret: string; readonly viaCookie: boolean } | "no-credential" | "bad-credential";

async function readSecret(request: Request, ways: Ways): Promise<Given> {
  const authorization = request.headers.get("authorization");
  const bare =
    (ways.headers ?? []).map((name) => request.headers.get(name)).find((value) => value !== null) ?? null;
  if (authorization !== null || bare !== null) {
    // The header of the family's own goes first: its clients keep sending the Basic credentials that they signed in with.
    const secret = bare !== null ? bare.trim() : SCHEME.exec(authorization?.trim() ?? "")?.[1];
    return secret ? { secret, viaCookie: false } : "bad-credential";
  }
  const secret = ways.cookie ? await consoleSecret(request.headers.get("cookie")) : null;
  return secret === null ? "no-credential" : { secret, viaCookie: true };
}

/** A session that views as someone else is no credential for anything but reading, whatever the endpoint would decide. */
const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);
