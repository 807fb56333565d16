import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/**
 * What becomes known of a request while it is answered. The front makes the notes, whoever answers adds to them, and the
 * front writes the one line of the log (lib/boot/front.mjs).
 * @typedef {object} RequestNotes
 * @property {string} requestId
 * @property {import("node:http").IncomingMessage} [incoming] the request itself
 * @property {string} [door]
 * @property {string} [path] as it is declared, where the front cannot know it
 * @property {string} [personId] whose credential it was
 * @property {string} [outcome] of a server action: ok, or the code of its refusal
 * @property {boolean} [unreachable] the database was
 * @property {number} [queuedMs] the longest that it has queued for a connection of the database
 */

// Not bundled in the front, bundled in the program: both have to find the same.
/** @type {typeof globalThis & { grantdeskRequestNotes?: AsyncLocalStorage<RequestNotes> }} */
const holder = globalThis;

function storage() {
  holder.grantdeskRequestNotes ??= new AsyncLocalStorage();
  return holder.grantdeskRequestNotes;
}

/**
 * Begins the notes of the request that is being answered from here on.
 * @param {string | null | undefined} given the caller's X-Request-ID
 * @param {import("node:http").IncomingMessage} [incoming]
 * @returns {RequestNotes}
 */
export function beginNotes(given, incoming) {
  /** @type {RequestNotes} */
  const notes = { requestId: acceptable(given) ?? randomUUID(), ...(incoming && { incoming }) };
  storage().enterWith(notes);
  return notes;
}

/**
 * Adds to the notes of the request that is being answered; nothing where no front stands before, as in tests.
 * @param {Partial<RequestNotes>} more
 */
export function note(more) {
  Object.assign(storage().getStore() ?? {}, more);
}

/** The notes of the request that is being answered; none where no front stands before. */
export function notesNow() {
  return storage().getStore();
}

/**
 * The caller's X-Request-ID where it is harmless, else one of ours. It stands in the answer, the log and the audit.
 * @param {Pick<Headers, "get">} headers
 * @returns {string}
 */
export function requestIdOf(headers) {
  return storage().getStore()?.requestId ?? acceptable(headers.get("x-request-id")) ?? randomUUID();
}

const HARMLESS = /^[\w.:-]{1,100}$/;

/** @param {string | null | undefined} given */
function acceptable(given) {
  return given && HARMLESS.test(given) ? given : undefined;
}
