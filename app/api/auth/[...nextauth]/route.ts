import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { isTooMany } from "@/lib/core/limits";
import { authOptions } from "@/lib/identity/console-session";
import { admit } from "@/lib/operations/admit";
import { readBytes } from "@/lib/web/body";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth reads bodies of any size, and answers 401 to whatever went wrong at a sign-in: both are set right here. */
async function handler(request: Request, context: Context): Promise<Response> {
  const body = request.method === "GET" ? undefined : await readBytes(request);
  if (body === null) return Response.json({ message: "The body is too large." }, { status: 413 });
  const { url, method, headers } = request;
  const read = new NextRequest(url, { method, headers, ...(body ? { body } : {}) });
  let cause: unknown;
  const options = authOptions(headers, admit, (failure) => {
    cause = failure;
  });
  const response: Response = await NextAuth(options)(read, context);
  return cause === undefined ? response : notNow(response, isTooMany(cause) ? cause.retryAfterSeconds : null);
}

function notNow(response: Response, seconds: number | null): Response {
  const headers = new Headers(response.headers);
  headers.set("retry-after", String(seconds ?? 1));
  return new Response(response.body, { status: seconds === null ? 503 : 429, headers });
}

export { handler as GET, handler as POST };
