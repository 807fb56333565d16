import { notesNow } from "../request-notes.mjs";

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: "too-large" | "not-json" | "malformed" | "empty" };

const BYTES_MOST = 1_048_576;
const DEPTH_MOST = 32;

/**
 * Reads a JSON body, with Content-Length or chunked, of at most 1 MiB (or `most` bytes) and 32 levels. Text that PostgreSQL cannot
 * store (NUL, half a surrogate pair) and bytes that are not UTF-8 are malformed, so that nothing behind has to care.
 */
export async function readJson(request: Request, most = BYTES_MOST): Promise<Body> {
  const bytes = await readBytes(request, most);
  if (bytes === null) return { ok: false, problem: "too-large" };
  if (bytes.length === 0) return { ok: false, problem: "empty" };
  if (!isJson(request.headers.get("content-type"))) return { ok: false, problem: "not-json" };
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isStorable(value) ? { ok: true, value } : { ok: false, problem: "malformed" };
  } catch {
    return { ok: false, problem: "malformed" };
  }
}

/** Whether PostgreSQL can store a text. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

function isJson(contentType: string | null): boolean {
  const [type = "", ...parameters] = (contentType ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  return type === "application/json" && (charset === undefined || charset === "utf-8" || charset === "utf8");
}

/** The body of at most 1 MiB (or `most` bytes), with Content-Length or chunked; null where it is larger. */
export async function readBytes(
  request: Request,
  most = BYTES_MOST,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Straight from the socket where the front has seen the request and nobody has read it: the stream that Next wraps around
  // it costs more than all else that is done with a small body.
  const unread = notesNow()?.incoming;
  const incoming: AsyncIterable<Uint8Array> | undefined =
    unread?.readableDidRead === false ? unread.iterator({ destroyOnReturn: false }) : undefined;
  for await (const chunk of incoming ?? request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether a value has 32 levels at most, no key that reaches into prototypes, and text that PostgreSQL can store. */
export function isStorable(value: unknown, depth = 0): boolean {
  if (depth > DEPTH_MOST) return false;
  if (typeof value === "string") return isStorableText(value);
  if (Array.isArray(value)) return value.every((each) => isStorable(each, depth + 1));
  if (value === null || typeof value !== "object") return true;
  return Object.entries(value).every(
    ([key, each]) => key !== "__proto__" && isStorableText(key) && isStorable(each, depth + 1),
  );
}
