import { randomUUID } from "node:crypto";

const ACCEPTABLE = /^[\w.:-]{1,100}$/;

/** The caller's X-Request-ID where it is harmless, else a new one. It stands in the answer, the log and the audit. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && ACCEPTABLE.test(given) ? given : randomUUID();
}
