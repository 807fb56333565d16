import "server-only";
import type { LoggerInstance } from "next-auth";
import { log } from "../log";

/**
 * What next-auth has to say, in our log. Its own prints to the terminal what anybody writes behind `?error=` of the
 * address that a provider sends people back to, as lines of their own.
 */
export const authLog: LoggerInstance = {
  error: (code, given) => log().error({ code, ...wordsOf(given) }, "next-auth could not go on"),
  warn: (code) => log().warn({ code }, "next-auth warns"),
  debug: () => undefined,
};

/** Errors whose words are the library's or the provider's; what follows them are values, the client's among them. */
const OURS = /^(OAuthCallback|OP|RP)Error$/;

function wordsOf(given: unknown) {
  const cause = typeof given === "object" && given !== null && "error" in given ? given.error : given;
  if (!(cause instanceof Error)) return {};
  const { name, message } = cause;
  return { type: name, ...(OURS.test(name) ? { message: message.split(/[,:]/, 1)[0] } : {}) };
}
