import { existsSync } from "node:fs";
import { z } from "zod";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" });

/** Stands in .env.example for what one has to make oneself. */
const PLACEHOLDER = "replace-this-by-what-openssl-rand-base64-32-prints";

/** A secret that was typed in to have one, such as a letter 32 times. */
const isRandom = (secret: string) => new Set(secret).size >= 8 && secret !== PLACEHOLDER;

const settings = z.object({
  DATABASE_URL: postgresUrl.optional(),
  MIGRATE_DATABASE_URL: postgresUrl.optional(),
  LISTEN_DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOLER: z.stringbool({ error: "must be true or false" }).default(false),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(1000).default(10),
  DATABASE_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(20),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be an http:// or https:// address" }).optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, "must have 32 characters or more")
    .refine(isRandom, "is one that anybody can guess: set it to what `openssl rand -base64 32` prints")
    .optional(),
  DEMO_DATA: z.stringbool({ error: "must be true or false" }).optional(),
  DATA_DIR: z.string().default(".data"),
  TRUSTED_PROXIES: z
    .string()
    .regex(
      /^\s*[\da-f.:]+(\/\d{1,3})?(\s*,\s*[\da-f.:]+(\/\d{1,3})?)*\s*$/i,
      "must be a list of addresses or networks",
    )
    .optional(),
  WEBHOOKS_ALLOW_PRIVATE: z.stringbool({ error: "must be true or false" }).default(false),
  RATE_LIMIT_FACTOR: z.coerce.number().positive().max(1_000_000).default(1),
  AUDIT_HEAD_FILE: z.string().optional(),
  METRICS_TOKEN: z.string().min(20, "must have 20 characters or more").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .optional(),
  OTEL_SERVICE_NAME: z.string().default("grantdesk"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be an https:// address" }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60).default("single sign-on"),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  MAIL_FROM: z.string().default("Grantdesk <grantdesk@localhost>"),
});

type Source = Record<string, string | undefined>;

/** Notifications come to a session, which a pooler does not give: without an address for it screens would grow old. */
function refusePooler(values: z.output<typeof settings>, context: z.RefinementCtx): void {
  for (const key of ["DATABASE_POOLER", "LISTEN_DATABASE_URL"] as const)
    if (values[key] && !values.DATABASE_URL)
      context.addIssue({ code: "custom", path: [key], message: "is for a DATABASE_URL of your own alone" });
  if (!values.DATABASE_POOLER || values.LISTEN_DATABASE_URL) return;
  const message = "is needed beside DATABASE_POOLER: an address that no pooler stands in front of";
  context.addIssue({ code: "custom", path: ["LISTEN_DATABASE_URL"], message });
}

const withDefaults = settings
  .superRefine((values, context) => {
    for (const key of values.OIDC_ISSUER ? (["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const) : [])
      if (!values[key])
        context.addIssue({ code: "custom", path: [key], message: "is needed beside OIDC_ISSUER" });
    refusePooler(values, context);
    if (values.DATABASE_URL === undefined || values.NEXTAUTH_SECRET !== undefined) return;
    context.addIssue({ code: "custom", path: ["NEXTAUTH_SECRET"], message: "is needed beside DATABASE_URL" });
  })
  .transform((values) => ({
    ...values,
    PUBLIC_URL: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
    DEMO_DATA: values.DEMO_DATA ?? values.DATABASE_URL === undefined,
    AUDIT_HEAD_FILE: values.AUDIT_HEAD_FILE ?? `${values.DATA_DIR}/audit-heads`,
  }));

const whenServing = withDefaults.transform((values, context) => {
  const { DATABASE_URL, NEXTAUTH_SECRET } = values;
  if (DATABASE_URL !== undefined && NEXTAUTH_SECRET !== undefined) {
    const LISTEN_DATABASE_URL = values.LISTEN_DATABASE_URL ?? DATABASE_URL;
    return { ...values, DATABASE_URL, LISTEN_DATABASE_URL, NEXTAUTH_SECRET };
  }
  const message = "is not set: start with `npm start` or `npm run dev`, which bring a database";
  context.addIssue({ code: "custom", path: ["DATABASE_URL"], message });
  return z.NEVER;
});

/** What `npm start` knows before it has a database: without DATABASE_URL it brings its own. */
export type StartEnv = z.output<typeof withDefaults>;

/** What the running product knows. */
export type Env = z.output<typeof whenServing>;

let known: Env | undefined;

/** The variables of the running product, checked at the first call. Throws an Error that names each wrong one. */
export function env(): Env {
  known ??= parse(whenServing, process.env);
  return known;
}

/** The variables as the start scripts see them. Throws an Error that names each wrong one. */
export function readStartEnv(source: Source = process.env): StartEnv {
  return parse(withDefaults, source);
}

/** The names of all variables that may be set. */
export const variableNames = Object.keys(settings.shape);

/** This process's variables for a child process, with `changes` on top. */
export function childEnvironment(changes: Source): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Reads `.env` of the working directory where there is one; a variable that is already set wins. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

function parse<Schema extends z.ZodType>(schema: Schema, source: Source): z.output<Schema> {
  // An empty line in .env ("SMTP_URL=") says that it is not set.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration is wrong:\n${lines.join("\n")}`);
}

/** Where the command line finds Grantdesk, and with which token it asks; `token` undefined: none is set. */
export function readClientEnv(source: Source = process.env): {
  readonly url: string;
  readonly token: string | undefined;
} {
  return { url: source.GRANTDESK_URL || "http://127.0.0.1:3000", token: source.GRANTDESK_TOKEN || undefined };
}
