import pino from "pino";

const MOMENT_MS = 20;
const BYTES_AT_ONCE = 8_192;

/**
 * Where the lines of requests go: to standard output, as lib/log.ts writes, which is not built for the front. A line has
 * declared fields alone, so nothing in it is hidden. Those of a moment go out together, since a write of its own for each
 * was a twentieth of a request; whatever ends the process writes the last of them, but for SIGKILL.
 * @param {string} level
 */
export function requestLog(level) {
  const lines = pino.destination({ sync: false, minLength: BYTES_AT_ONCE });
  let isWaiting = false;
  /** @param {string} line */
  const streamWrite = (line) => {
    if (!isWaiting) setTimeout(flush, MOMENT_MS);
    isWaiting = true;
    return line;
  };
  const flush = () => {
    isWaiting = false;
    lines.flush();
  };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite } }, lines);
}
