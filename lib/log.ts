import "server-only";
import pino from "pino";
import { env } from "./env";

let logger: pino.Logger | undefined;

/** Structured lines on standard output. Nothing that a client sent is logged but the method and the declared path. */
export function log(): pino.Logger {
  logger ??= makeLogger(env().LOG_LEVEL);
  return logger;
}

const SECRETS = [
  ...["authorization", "cookie", "setCookie", "aptoken", "headers", "body"],
  ...["password", "secret", "token", "sessionToken", "auth_token", "email"],
];

/** A logger that keeps secrets and people to itself, also where a line was written without thinking of them. */
export function makeLogger(level: string, destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    serializers: { err: describe },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What PostgreSQL and its driver add to an error quotes rows and parameters: only what names no value is kept. */
function describe(cause: unknown): unknown {
  if (!(cause instanceof Error)) return { type: typeof cause };
  const { name, stack, ...more } = cause as Error & Record<string, unknown>;
  const isDatabase = typeof more.code === "string" && /^[\dA-Z]{5}$/.test(more.code);
  const kept = ["code", "constraint", "table", "column", "routine", "severity", "syscall"];
  return {
    type: name,
    // The frames alone: a stack begins with the message.
    stack: (stack ?? "")
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
    ...Object.fromEntries(kept.flatMap((key) => (key in more ? [[key, more[key]]] : []))),
    message: isDatabase ? withoutValues(cause.message) : cause.message,
  };
}

function withoutValues(message: string): string {
  return message.replaceAll(/"[^"]*"|'[^']*'/g, '"…"');
}
