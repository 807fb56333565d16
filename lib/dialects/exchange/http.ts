import "server-only";
import type { z } from "zod";
import { peerOf } from "@/lib/identity/peer";
import type { Circumstances } from "@/lib/identity/sign-in";
import { isStorableText } from "@/lib/web/body";
import { type AnyEndpoint, endpoint } from "@/lib/web/family";
import { type Outcome, reply, standardSchema } from "./answers";
import type { GatewayFunction } from "./function";
import { authenticatedSchema, authenticateUser } from "./functions-sessions";
import { anyCase, fromQuery } from "./payload";

/** The HTTP transport: each function at its name, with a JSON body (POST) or a query (GET). */
export function endpointsOf(functions: readonly GatewayFunction[]): readonly AnyEndpoint[] {
  const all = functions.flatMap((each) => [
    byPost(each, each.name, false),
    byGet(each, each.name, false),
    ...aliasesOf(each),
  ]);
  return [...all, basicAuthentication("POST"), basicAuthentication("GET")];
}

function aliasesOf(each: GatewayFunction): AnyEndpoint[] {
  return (each.aliases ?? []).flatMap((name) => [byPost(each, name, true), byGet(each, name, true)]);
}

function byPost(each: GatewayFunction, name: string, alias: boolean): AnyEndpoint {
  const described = {
    ...documented(each, name, alias),
    method: "POST",
    body: anyCase(each.payload),
  } as const;
  if (each.auth === "open") {
    return endpoint({
      ...described,
      auth: "open",
      handle: async (call) => json(await each.run(call.body as never, circumstancesOf(call))),
    });
  }
  return endpoint({
    ...described,
    auth: "principal",
    needs: each.needs,
    handle: async ({ body }, principal) => json(await each.run(body as never, principal)),
  });
}

function byGet(each: GatewayFunction, name: string, alias: boolean): AnyEndpoint {
  const described = {
    ...documented(each, name, alias),
    method: "GET",
    ...changesUnlessRead(each.name),
    query: fromQuery(each.payload),
  } as const;
  if (each.auth === "open") {
    return endpoint({
      ...described,
      auth: "open",
      handle: async (call) => json(await each.run(call.query as never, circumstancesOf(call))),
    });
  }
  return endpoint({
    ...described,
    auth: "principal",
    needs: each.needs,
    handle: async ({ query }, principal) => json(await each.run(query as never, principal)),
  });
}

/** The gateway names Get… what only reads, and nothing else. */
function changesUnlessRead(name: string): { changes?: true } {
  return name.startsWith("Get") ? {} : { changes: true };
}

function documented({ summary, answer }: GatewayFunction, name: string, alias: boolean) {
  return {
    path: `/${name}`,
    summary,
    alias,
    answers: { 200: orFailure(answer) },
  };
}

function orFailure(answer: z.ZodType): z.ZodType {
  return answer === standardSchema ? answer : answer.or(standardSchema);
}

/** HTTP's own way in: the name and the password of HTTP Basic (RFC 7617). */
function basicAuthentication(method: "GET" | "POST"): AnyEndpoint {
  return endpoint({
    auth: "open",
    method,
    path: "/Authenticate",
    ...changesUnlessRead("Authenticate"),
    summary: "Opens a session for the user of the HTTP Basic credentials",
    answers: { 200: authenticatedSchema },
    handle: async (call) => json(await authenticateUser(basicOf(call.request), circumstancesOf(call))),
  });
}

const BASIC = /^basic\s+([a-z0-9+/=_-]+)$/i;

function basicOf(request: Request): { readonly UserName: string; readonly Password: string } | null {
  const encoded = BASIC.exec(request.headers.get("authorization")?.trim() ?? "")?.[1];
  const text = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 1 || !isStorableText(text)
    ? null
    : { UserName: text.slice(0, colon), Password: text.slice(colon + 1) };
}

function circumstancesOf({
  request,
  requestId,
}: {
  readonly request: Request;
  readonly requestId: string;
}): Circumstances {
  return { requestId, userAgent: request.headers.get("user-agent"), peer: peerOf(request.headers) };
}

function json(outcome: Outcome): Response {
  return Response.json(reply(outcome));
}
