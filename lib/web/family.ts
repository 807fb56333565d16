import type { z } from "zod";
import type { Door, Principal } from "@/lib/core/principal";
import type { Refusal } from "@/lib/core/refusal";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Why a request never came to its operation. Every family words each of them. */
export type Fault =
  | { readonly kind: "no-route" }
  | { readonly kind: "method-not-allowed"; readonly allow: readonly Method[] }
  | { readonly kind: "unauthenticated"; readonly reason: "no-credential" | "bad-credential" }
  | { readonly kind: "foreign-origin" }
  | { readonly kind: "not-json" }
  | { readonly kind: "too-large" }
  | { readonly kind: "malformed" }
  | { readonly kind: "no-body" }
  | {
      readonly kind: "invalid";
      readonly where: "path" | "query" | "body";
      readonly issues: readonly z.core.$ZodIssue[];
    }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "unavailable" }
  | { readonly kind: "internal" };

/** Who asks, and whether a cookie says so: then a write must come from our own pages. */
export type Authenticated =
  | {
      readonly principal: Principal;
      readonly viaCookie: boolean;
      /** Set where the principal is a claim (lib/web/presumed.ts): who really asks, the same object where it holds. */
      readonly actual?: () => Promise<Authenticated>;
    }
  | "no-credential"
  | "bad-credential";

/** One of the doors: how it reads its caller, how it says no, and all that it answers to. */
export interface Family {
  readonly door: Door;
  readonly prefixes: readonly string[];
  readonly authenticate: (request: Request, requestId: string, presuming: boolean) => Promise<Authenticated>;
  readonly sayFault: (fault: Fault) => Response;
  readonly endpoints: readonly AnyEndpoint[];
  /** Where set, paths are matched in any case. */
  readonly anyCase?: boolean;
  /** Where set, the caller's X-Request-ID comes back to the letter; the log and the audit still take only a harmless one. */
  readonly echoesRequestId?: true;
  /** Where set, stands around every write: a repeated one can be answered without acting again. `input`: its body. */
  readonly once?: (
    request: Request,
    principal: Principal,
    input: unknown,
    act: () => Promise<Response>,
  ) => Promise<Response>;
}

export interface Call<P, Q, B> {
  readonly request: Request;
  readonly requestId: string;
  readonly url: URL;
  readonly path: P;
  readonly query: Q;
  readonly body: B;
  /** What came as text/csv to an endpoint that takes tables, unread; there is no body then. */
  readonly csv: Uint8Array<ArrayBuffer> | null;
}

interface Described {
  readonly method: Method;
  /** Below the prefix, as `/users/:user_id`; no trailing slash. */
  readonly path: string;
  readonly summary: string;
  readonly needs?: string;
  /** Answers by status: a schema, or null for an empty body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** A GET that changes something, as the exchange has it: no HEAD reaches it. */
  readonly changes?: true;
  /** A table, which is sent or taken as text/csv too: up to 8 MiB are taken. */
  readonly table?: "sent" | "taken";
  /** Says the same to everybody, and asks the database nothing. */
  readonly constant?: true;
  /** Left out of the reference, since another path says the same. */
  readonly alias?: boolean;
}

interface Schemas<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
}

interface Open<P, Q, B> {
  readonly auth: "open";
  readonly handle: (call: Call<P, Q, B>) => Promise<Response>;
}

interface Guarded<P, Q, B> {
  readonly auth: "principal";
  /** The permission that it needs, in words of the catalogue, or what else: for the reference and the registry. */
  readonly needs: string;
  /** Nothing is written in it but by commands, refusals and `once`, which look the caller up: he may be a claim. */
  readonly presumes?: true;
  readonly handle: (call: Call<P, Q, B>, principal: Principal) => Promise<Response>;
}

export type Endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Described &
  Schemas<P, Q, B> &
  (Open<z.output<P>, z.output<Q>, z.output<B>> | Guarded<z.output<P>, z.output<Q>, z.output<B>>);

/** An endpoint whose schemas were checked against its handler where it was declared. */
export type AnyEndpoint = Described &
  Schemas<z.ZodType, z.ZodType, z.ZodType> &
  (Open<never, never, never> | Guarded<never, never, never>);

/** Declares an endpoint: its handler gets exactly what its schemas let through. */
export function endpoint<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(declared: Endpoint<P, Q, B>): AnyEndpoint {
  return declared as unknown as AnyEndpoint;
}

/** How a family words each refusal of the core: a new one does not compile until every door answers it. */
export type RefusalAnswers<T> = { readonly [K in Refusal["code"]]: (refusal: Refusal) => T };
