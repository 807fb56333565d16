import { randomUUID } from "node:crypto";
import { type Call, requestOf } from "../registry/call";
import type { Entry } from "../registry/entries";

export interface Answer {
  readonly requestId: string;
  readonly status: number;
  readonly text: string;
  /** Without the request's id. */
  readonly headers: string;
}

/** Sends a call to the door's own handler; what it answers is read to the end. */
export async function ask(
  entry: Entry,
  call: Call,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const requestId = randomUUID();
  const response = await entry.handle(requestOf(entry, call, { ...headers, "x-request-id": requestId }));
  const text = await response.text();
  response.headers.delete("x-request-id");
  return { requestId, status: response.status, text, headers: JSON.stringify([...response.headers]) };
}

/** An answer without the words that the request itself had brought: what may differ is only what was asked. */
export function withoutAsked({ status, text, headers }: Answer, call: Call): string {
  const asked = textsIn(call).sort((a, b) => b.length - a.length);
  const bare = asked.reduce((said, each) => said.replaceAll(each, "?"), `${text} ${headers}`);
  // Whoever is about to be invited has got an id for the answer alone.
  return `${status} ${bare.replace(/"memberId":"[^"]+"/, '"memberId":"?"')}`;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length > 3 ? [value] : [];
  if (typeof value === "number") return value > 999 ? [String(value)] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether an answer did what was asked for: the exchange and AuthZEN say no with status 200, and so does a preview. */
export function isDone({ family }: Entry, { status, text }: Answer): boolean {
  if (family.door === "exchange") return !/"errorcode":[1-9]/.test(text);
  if (family.door === "authzen") return status < 300 && !text.includes('"error":{"status":');
  return status < 300 && !text.includes('"refusals":[{');
}
