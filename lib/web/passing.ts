/**
 * SQLSTATEs, Prisma's codes and the system's that say "not now": connection trouble, out of resources (a full disk
 * too), an operator's shutdown, a statement or a lock that took too long, a server that only reads while another
 * takes over.
 */
const CODES = /^(08|53|57P)|^(57014|55P03|40001|40P01|25006|25P0[23])$|^P(1001|1002|1008|1017|2024|2037)$/;
const SYSTEM = /^(ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/;

/** The driver's own errors have no code. */
const MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end)/;

/** Whether what went wrong goes away by itself, so that the caller should come again. Looks into causes, four deep. */
export function isPassing(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const { code, errorCode, originalCode, message, cause } = error as Readonly<Record<string, unknown>>;
  const codes = [code, errorCode, originalCode].filter((each) => typeof each === "string");
  if (codes.some((each) => CODES.test(each) || SYSTEM.test(each))) return true;
  if (typeof message === "string" && MESSAGES.test(message)) return true;
  return isPassing(cause, depth + 1);
}
