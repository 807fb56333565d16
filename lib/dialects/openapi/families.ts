import type { Door } from "@/lib/core/principal";

/** What the reference says of a family as a whole, and how its callers may show who they are. */
export interface About {
  readonly tag: string;
  readonly description: string;
  readonly security: readonly SchemeName[];
  /** Where an endpoint of its own asks for nobody, this is how it says so. */
  readonly error: string;
}

export const SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "An API key or a login token." },
  token: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "The same secret, spelled `Token <secret>`.",
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "session",
    description: "The browser's session. A write must come from this site's own pages.",
  },
  apToken: {
    type: "apiKey",
    in: "header",
    name: "APToken",
    description: "The SessionToken of Authenticate or WebAuthenticateUser.",
  },
} as const;

type SchemeName = keyof typeof SCHEMES;

const OWN: About = {
  tag: "Grantdesk",
  description:
    "Organizations, people, roles, grants, audit: everything that the console can do. In the style of seed 002.",
  security: ["bearer", "token", "session"],
  error: 'Refused: `{"detail": …}`, and in a 422 a list of `{loc, msg, type}`.',
};

const ABOUT: Partial<Record<Door, About>> = {
  v1: OWN,
  crux: {
    tag: "Crux Connect",
    description: "Permissions of an organization's users. The organization comes from the token.",
    security: ["token", "bearer"],
    error: 'Refused: `{"detail": …}`, or a list of sentences per field.',
  },
  projects: {
    tag: "Project users",
    description: "Who may do what in a project.",
    security: ["bearer", "token", "session"],
    error: 'Refused: `{"error": …}`, or a list of sentences per field.',
  },
  exchange: {
    tag: "Exchange gateway",
    description: "System permissions of users, by function. Answers have status 200, also those that say no.",
    security: ["apToken", "token", "bearer"],
    error: "Refused: the standard object.",
  },
  authzen: {
    tag: "AuthZEN",
    description:
      "The OpenID Authorization API 1.0: who may do what, asked by a policy enforcement point. A denial has status 200.",
    security: ["bearer", "token"],
    error: "The request could not be read: a sentence, as a JSON string.",
  },
} satisfies Readonly<Record<Exclude<Door, "console" | "system">, About>>;

export function aboutOf(door: Door): About {
  return ABOUT[door] ?? OWN;
}
