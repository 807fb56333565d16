/**
 * Everything under `app` that answers to an address, as the build names it, and who may ask. A page and a route that
 * is not here breaks the check; the endpoints behind a family's route are in the family's own table.
 */
export const FAMILY_ROUTES: Readonly<Record<string, readonly string[]>> = {
  authzen: ["/access/v1/[[...path]]", "/.well-known/authzen-configuration"],
  console: ["/api/console/[[...path]]"],
  crux: ["/api/organizations/[[...path]]", "/organizations/[[...path]]", "/timp/organizations/[[...path]]"],
  exchange: ["/AP/[[...path]]"],
  projects: ["/api/v1/projects/[[...path]]", "/api/v1/users/[[...path]]"],
  v1: ["/api/v1/[[...path]]"],
};

/** Route handlers that are in no family's table, with the cause. */
export const OTHER_ROUTES: Readonly<Record<string, string>> = {
  "/api/auth/[...nextauth]": "next-auth's own handler: signing in and out, against forged posts by its token",
  "/api/events":
    "a stream, to who belongs to the organization: it has no body to check and no JSON to answer",
  "/api/metrics": "what the process counts, to who knows METRICS_TOKEN: no label names anybody",
  "/api/health/live": "to everyone: the process answers",
  "/api/health/ready": "to everyone: which part is missing, and no more",
  "/api/openapi.json": "the reference, to everyone: it holds nothing of any organization",
  "/icon.svg": "a picture, to everyone",
};

/** Pages for everyone: they show nothing of any organization. */
export const OPEN_PAGES: readonly string[] = [
  "/_global-error",
  "/_not-found",
  "/accept-invitation",
  "/forgot-password",
  "/reset-password",
  "/sign-in",
];

/** Pages that send whoever is not signed in to sign-in. */
export const SIGNED_IN_PAGES: readonly string[] = [
  "/(console)",
  "/(console)/reference",
  "/(console)/welcome",
  "/(console)/support",
  "/(console)/support/catalogue",
  "/(console)/support/locked",
  "/(console)/support/people/[person]",
  "/(console)/o/[organization]",
  "/(console)/o/[organization]/access",
  "/(console)/o/[organization]/audit",
  "/(console)/o/[organization]/invitations",
  "/(console)/o/[organization]/members",
  "/(console)/o/[organization]/people/[member]",
  "/(console)/o/[organization]/projects",
  "/(console)/o/[organization]/projects/[project]",
  "/(console)/o/[organization]/projects/[project]/invitations",
  "/(console)/o/[organization]/projects/[project]/settings",
  "/(console)/o/[organization]/roles",
  "/(console)/o/[organization]/settings",
  "/(console)/o/[organization]/tokens",
  "/(console)/o/[organization]/webhooks",
  "/(console)/o/[organization]/[...nowhere]",
];
