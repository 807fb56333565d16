import "server-only";
import { isTooMany } from "@/lib/core/limits";
import { noteUnreachable } from "./reachable";

/**
 * What next-auth's answer becomes where something went wrong: it says 401 of every sign-in that failed, and of every
 * sign-out that it went well. 429 for who tried too often, else 503 and when to come again.
 */
export function authAnswer(act: string | undefined, response: Response, cause: unknown): Response {
  if (act === "signout") return stillSignedIn(cause);
  const seconds = isTooMany(cause) ? cause.retryAfterSeconds : null;
  const headers = new Headers(response.headers);
  headers.set("retry-after", String(seconds ?? 1));
  return new Response(response.body, { status: seconds === null ? 503 : 429, headers });
}

/** Without next-auth's cookies: who keeps his session keeps what ends it. */
function stillSignedIn(cause: unknown): Response {
  noteUnreachable(cause);
  const message = "You are still signed in: we cannot end your session right now. Try again in a moment.";
  return Response.json({ message }, { status: 503, headers: { "retry-after": "1" } });
}
