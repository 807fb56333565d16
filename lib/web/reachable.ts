import "server-only";
import type { ReactNode } from "react";
import { UNREACHABLE } from "@/lib/core/unreachable";
import { log } from "../log";
import { note, requestIdOf } from "../request-notes.mjs";
import { isPassing } from "./passing";

/**
 * Stands around every page and layout that asks the database. Where that is away the error says so by its digest, which
 * is all that reaches the browser, and the front answers 503 (lib/boot/stand-in.mjs).
 */
export function page<P>(show: (props: P) => Promise<ReactNode>): (props: P) => Promise<ReactNode> {
  return (props) =>
    show(props).catch((cause: unknown) => {
      if (!isPassing(cause)) throw cause;
      noteUnreachable(cause);
      throw Object.assign(new Error(UNREACHABLE.title), { digest: UNREACHABLE.digest });
    });
}

/** As `page`, around a route handler that belongs to no family: it answers 503 and when to come again. */
export function route(
  answer: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request).catch((cause: unknown) => {
      if (!isPassing(cause)) throw cause;
      noteUnreachable(cause);
      return new Response(null, { status: 503, headers: { "retry-after": "1" } });
    });
}

/** The cause goes into the log; the answer only says that it passes. */
export function noteUnreachable(cause: unknown): void {
  note({ unreachable: true });
  log().error({ requestId: requestIdOf(new Headers()), door: "console", err: cause }, "a request failed");
}
