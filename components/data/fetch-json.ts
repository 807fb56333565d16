import type { Refusal } from "@/lib/core/refusal";
import { UNREACHABLE } from "@/lib/core/unreachable";

/** A read that failed, with what a person can say to support. `status` 0: the server was not reached. */
export interface ReadFailure extends Error {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly refusal: Refusal | undefined;
}

/** Reads JSON from the console's own routes. Throws a ReadFailure. */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
}

/** Sends a file as what its name says that it is, CSV or JSON, and reads JSON. Throws a ReadFailure. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  const type = file.name.toLowerCase().endsWith(".json") ? "application/json" : "text/csv";
  const headers = { accept: "application/json", "content-type": type };
  return ask(path, { method: "POST", headers, body: file });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw failure("The server cannot be reached.", 0, undefined, undefined);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const refusal = hasRefusal(body) ? body.refusal : undefined;
  const said =
    refusal?.message ?? (response.status === 401 ? "You are signed out." : wordsFor(response.status));
  throw failure(said, response.status, response.headers.get("x-request-id") ?? undefined, refusal);
}

const wordsFor = (status: number) =>
  status === 503 ? `${UNREACHABLE.title} ${UNREACHABLE.advice}` : "Something went wrong on our side.";

export function isReadFailure(error: unknown): error is ReadFailure {
  return error instanceof Error && "status" in error;
}

function failure(
  message: string,
  status: number,
  requestId: string | undefined,
  refusal: Refusal | undefined,
): ReadFailure {
  return Object.assign(new Error(message), { status, requestId, refusal });
}

function hasRefusal(body: unknown): body is { refusal: Refusal } {
  return typeof body === "object" && body !== null && "refusal" in body;
}
