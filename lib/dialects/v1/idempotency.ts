import "server-only";
import type { Principal } from "@/lib/core/principal";
import { type Answer, type Outcome, once } from "@/lib/operations/once";
import { invalid } from "./answers";

/** Anything that can stand in a header without being taken for something else. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * A write with an Idempotency-Key happens once: the same again, within 24 hours, is answered as it was the first time
 * and marked `Idempotency-Replayed`. Another request under the same key is a 422.
 */
export async function answerOnce(
  request: Request,
  principal: Principal,
  input: unknown,
  act: () => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return act();
  if (!KEY.test(key)) return refuseKey("An Idempotency-Key has 1 to 255 visible ASCII characters.");
  const { pathname, search } = new URL(request.url);
  const asked = `${request.method} ${pathname.replace(/\/$/, "")}${search} ${request.headers.get("if-match") ?? ""} ${JSON.stringify(input ?? null)}`;
  return respond(await once(principal, key, asked, async () => keepable(await act())));
}

const refuseKey = (msg: string): Response =>
  invalid([{ loc: ["header", "Idempotency-Key"], msg, type: "value_error" }]);

async function keepable(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function respond(outcome: Outcome): Response {
  if (outcome.kind === "other-request")
    return refuseKey("This Idempotency-Key was used for another request.");
  if (outcome.kind === "busy") {
    return Response.json(
      { detail: "A request with this Idempotency-Key is still under way." },
      { status: 503, headers: { "retry-after": "1" } },
    );
  }
  const { answer, replayed } = outcome;
  const headers = { ...answer.headers, ...(replayed ? { "idempotency-replayed": "true" } : {}) };
  return new Response(answer.body === "" ? null : answer.body, { status: answer.status, headers });
}
