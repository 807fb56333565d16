import type { Endpoint, Parameter } from "./document";

/** How a call says who makes it: with the browser's own session, or with a secret that was pasted. */
export type Way = "session" | "bearer" | "token" | "apToken";

export const WAYS: Readonly<Record<Way, string>> = {
  session: "Your session in this browser",
  bearer: "Authorization: Bearer …",
  token: "Authorization: Token …",
  apToken: "APToken: …",
};

export interface Draft {
  readonly way: Way | null;
  readonly values: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly requestId: string | null;
  readonly etag: string | null;
  readonly milliseconds: number;
  readonly body: string;
}

/** The ways that an endpoint names, in its order; none where it asks for nobody. */
export function waysOf({ security }: Endpoint): Way[] {
  return security.flatMap((each) => Object.keys(each)).filter((name): name is Way => name in WAYS);
}

export function keyOf({ in: place, name }: Parameter): string {
  return `${place}.${name}`;
}

/** The required parameters that are still empty. */
export function missingIn({ parameters = [] }: Endpoint, { values }: Draft): string[] {
  return parameters.filter((each) => each.required && !values[keyOf(each)]?.trim()).map(keyOf);
}

/** Sends the call from this browser. With a secret the session stays at home, so that the answer is the secret's own. */
export async function send(endpoint: Endpoint, draft: Draft, secret: string): Promise<Answer> {
  const { method } = endpoint;
  const withBody = endpoint.requestBody !== undefined;
  const began = performance.now();
  const response = await fetch(targetOf(endpoint, draft), {
    method,
    cache: "no-store",
    credentials: draft.way === "session" ? "same-origin" : "omit",
    headers: headersOf(endpoint, draft, secret),
    ...(withBody ? { body: draft.body } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    requestId: response.headers.get("x-request-id"),
    etag: response.headers.get("etag"),
    milliseconds: Math.round(performance.now() - began),
    body: pretty(text),
  };
}

/** The same call for a shell. The secret is never in it: the shell has it in a variable. */
export function curlOf(endpoint: Endpoint, draft: Draft, origin: string): string {
  const shown = { ...draft, way: draft.way === "session" ? ("bearer" as const) : draft.way };
  const headers = Object.entries(headersOf(endpoint, shown, "$TOKEN")).map(
    ([name, value]) =>
      `  -H ${value.includes("$TOKEN") ? `"${name}: ${value}"` : quoted(`${name}: ${value}`)}`,
  );
  return [
    `curl -X ${endpoint.method} ${quoted(origin + targetOf(endpoint, draft))}`,
    ...headers,
    ...(endpoint.requestBody ? [`  -d ${quoted(draft.body)}`] : []),
  ].join(" \\\n");
}

function targetOf({ path, parameters = [] }: Endpoint, { values }: Draft): string {
  const filled = path.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[`path.${name}`]?.trim();
    return value ? encodeURIComponent(value) : hole;
  });
  const query = new URLSearchParams();
  for (const each of parameters) {
    const value = values[keyOf(each)];
    if (each.in === "query" && value) query.set(each.name, value);
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

function headersOf(endpoint: Endpoint, { way, values }: Draft, secret: string): Record<string, string> {
  const own = (endpoint.parameters ?? []).filter((each) => each.in === "header" && values[keyOf(each)]);
  return {
    accept: "application/json",
    ...(endpoint.requestBody ? { "content-type": "application/json" } : {}),
    ...(way === "bearer" ? { Authorization: `Bearer ${secret}` } : {}),
    ...(way === "token" ? { Authorization: `Token ${secret}` } : {}),
    ...(way === "apToken" ? { APToken: secret } : {}),
    ...Object.fromEntries(own.map((each) => [each.name, values[keyOf(each)] ?? ""])),
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
