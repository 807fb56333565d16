import { AsyncLocalStorage } from "node:async_hooks";
import { vi } from "vitest";
import * as actions from "@/app/(console)/actions";

// Next gives a server action its request by these functions; a test has no Next around it.
const next = vi.hoisted(() => ({ request: undefined as AsyncLocalStorage<Headers> | undefined }));
vi.mock("next/headers", () => {
  const headers = () => next.request?.getStore() ?? new Headers();
  const cookie = (name: string) => {
    const found = (headers().get("cookie") ?? "").split("; ").find((each) => each.startsWith(`${name}=`));
    return found === undefined ? undefined : { name, value: found.slice(name.length + 1) };
  };
  return { headers: async () => headers(), cookies: async () => ({ get: cookie }) };
});
vi.mock("next/server", () => ({ after: (work: () => Promise<void>) => void work() }));
const asked = new AsyncLocalStorage<Headers>();
next.request = asked;

export type ActionName = keyof typeof actions;

const ACTIONS: Readonly<Record<ActionName, (input?: unknown) => Promise<unknown>>> = { ...actions };

export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

const STATUS: Readonly<Record<string, number>> = { "not-found": 404, "not-allowed": 403 };

/** Does `work` for who sends these headers, as Next does an action or a page. */
export const inRequest = <T>(headers: Headers, work: () => Promise<T>): Promise<T> =>
  asked.run(headers, work);

/** Calls a server action with what a browser could send; the answer is what the browser would get, with a status. */
export async function callAction(name: ActionName, request: Request): Promise<Response> {
  const input = parsed(await request.text());
  const act = ACTIONS[name];
  const outcome = await inRequest(request.headers, () => act(input));
  return Response.json(outcome, { status: statusOf(outcome) });
}

function statusOf(outcome: unknown): number {
  if (typeof outcome !== "object" || outcome === null || !("ok" in outcome)) return 500;
  if (outcome.ok === true) return 200;
  if ("signedOut" in outcome) return 401;
  const { refusal } = outcome as { refusal?: { code?: string } };
  return STATUS[refusal?.code ?? ""] ?? 422;
}

/** What is no JSON reaches an action as text: the browser's format for arguments can carry any text. */
function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
