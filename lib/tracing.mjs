/** @typedef {Record<string, string | number>} Attributes */

/**
 * One step of a request that is being traced. Its name and attributes leave the house: declared names, numbers, ids.
 * @typedef {object} Step
 * @property {(failed?: unknown, told?: Attributes) => void} end once; with what it failed by, of which the kind is kept and no word
 */

/**
 * @typedef {object} Tracing
 * @property {import("node:async_hooks").AsyncLocalStorage<Step | undefined>} current the step that is under way
 * @property {(name: string, attributes: Attributes, under?: Step) => Step} begin a trace of its own where it is under none
 */

// The front begins it (lib/boot/traces.mjs), and it is not bundled: without the front, or its variables, it is not there.
/** @type {typeof globalThis & { grantdeskTracing?: Tracing }} */
const holder = globalThis;

/** Whether this process traces at all. */
export function isTracing() {
  return holder.grantdeskTracing !== undefined;
}

/**
 * Does `work` as a step of the request that is being traced; just does it where none is. Rejects as `work` does.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {Attributes} [attributes]
 * @returns {Promise<T>}
 */
export async function traced(name, work, attributes) {
  return within(beginStep(name, attributes), work);
}

/**
 * As `traced` for a call to somebody else, which no request need have asked for: then it is a trace of its own. What
 * `tell` says of its answer stands in it; `error.type` says that it failed.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {(result: T) => Attributes} tell
 * @returns {Promise<T>}
 */
export async function tracedCall(name, work, tell) {
  const tracing = holder.grantdeskTracing;
  const attributes = { "http.request.method": "POST" };
  return within(tracing?.begin(name, attributes, tracing.current.getStore()), work, tell);
}

/**
 * @template T
 * @param {Step | undefined} step
 * @param {() => Promise<T>} work
 * @param {(result: T) => Attributes} [tell]
 * @returns {Promise<T>}
 */
async function within(step, work, tell) {
  const tracing = holder.grantdeskTracing;
  if (!tracing || !step) return work();
  try {
    const result = await tracing.current.run(step, work);
    step.end(undefined, tell?.(result));
    return result;
  } catch (error) {
    step.end(error);
    throw error;
  }
}

/**
 * Does `work`, which is for several requests, as a step of none.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function untraced(work) {
  const tracing = holder.grantdeskTracing;
  return tracing ? tracing.current.run(undefined, work) : work();
}

/**
 * Begins a step below the one that is under way; undefined where no request is being traced. The caller ends it.
 * @param {string} name
 * @param {Attributes} [attributes]
 * @returns {Step | undefined}
 */
export function beginStep(name, attributes = {}) {
  const tracing = holder.grantdeskTracing;
  const under = tracing?.current.getStore();
  return under && tracing?.begin(name, attributes, under);
}
