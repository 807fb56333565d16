import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { isTooMany } from "@/lib/core/limits";
import { authOptions } from "@/lib/identity/console-session";
import { admit } from "@/lib/operations/admit";
import { readBytes } from "@/lib/web/body";
import { noteUnreachable } from "@/lib/web/reachable";

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * next-auth reads bodies of any size, answers 401 to whatever went wrong at a sign-in, and says that a sign-out went
 * well whatever happened: all of it is set right here.
 */
async function handler(request: Request, context: Context): Promise<Response> {
  const body = request.method === "GET" ? undefined : await readBytes(request);
  if (body === null) return Response.json({ message: "The body is too large." }, { status: 413 });
  const { url, method, headers } = request;
  const read = new NextRequest(url, { method, headers, ...(body ? { body } : {}) });
  let cause: unknown;
  const options = authOptions(headers, admit, (failure) => {
    cause = failure;
  });
  const { nextauth } = await context.params;
  const response: Response = await NextAuth(options)(read, context);
  if (cause === undefined) return response;
  return nextauth[0] === "signout" ? stillSignedIn(cause) : notNow(response, cause);
}

function notNow(response: Response, cause: unknown): Response {
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

export { handler as GET, handler as POST };
