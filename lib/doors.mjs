/**
 * Answers one request as a web handler does. It rejects for nothing that a client can send.
 * @typedef {(request: Request) => Promise<Response>} Handle
 */

// Not bundled in the front, bundled in the program: both have to find the same.
/** @type {typeof globalThis & { grantdeskDoors?: Map<string, Handle> }} */
const holder = globalThis;

function doors() {
  holder.grantdeskDoors ??= new Map();
  return holder.grantdeskDoors;
}

/**
 * Lets the front hand over, before Next, what is asked at `path` and below it (lib/boot/direct.mjs). Said by the route's
 * own file, and so once Next has loaded it; until then Next answers.
 * @param {string} path the folder of the route in `app`, without what takes the rest of the path
 * @param {Handle} handle
 */
export function openDoor(path, handle) {
  doors().set(path, handle);
}

/** @param {string} path as it was opened */
export function doorAt(path) {
  return doors().get(path);
}
