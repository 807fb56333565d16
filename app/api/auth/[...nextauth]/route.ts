import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/identity/console-session";
import { admit } from "@/lib/operations/admit";
import { authAnswer } from "@/lib/web/auth-answer";
import { readBytes } from "@/lib/web/body";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth reads bodies of any size, and does not tell what went wrong: both are set right here. */
async function handler(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  // Where browsers would have their errors logged: anybody could write there.
  if (nextauth[0] === "_log") return new Response(null, { status: 404 });
  const body = request.method === "GET" ? undefined : await readBytes(request);
  if (body === null) return Response.json({ message: "The body is too large." }, { status: 413 });
  const { url, method, headers } = request;
  const read = new NextRequest(url, { method, headers, ...(body ? { body } : {}) });
  let cause: unknown;
  const options = authOptions(headers, admit, (failure) => {
    cause = failure;
  });
  const response: Response = await NextAuth(options)(read, context);
  return cause === undefined ? response : authAnswer(nextauth[0], response, cause);
}

export { handler as GET, handler as POST };
