/** An error whose message is all that the person at the terminal needs: it is shown without a stack. */
export function startError(message: string): Error {
  return Object.assign(new Error(message), { name: "StartError" });
}

/** Whether `error` comes from the system with this code, for example ENOENT. */
export function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** What to show of `error` at the terminal. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "StartError" ? error.message : (error.stack ?? error.message);
}
