import { randomUUID } from "node:crypto";
import { ACTION_NAMES, type ActionName, callAction } from "@/lib/testing/actions";
import type { Ids } from "@/lib/testing/tenants";
import type { Family, Fault } from "@/lib/web/family";
import { type Plan, plan } from "./call";
import type { Entry } from "./entries";

const adds = ({ organization, member, permission }: Ids) => ({
  body: { organizationId: organization, changes: [{ kind: "add-permission", member, permission }] },
});
const ticks = ({ person }: Ids) => ({ body: { personId: person, add: [], remove: [] } });
const secret = ({ token }: Ids) => ({ body: { token, password: "a long password of nobody's" } });

/** Every server action of the console: who may, and with what input it would work. */
export const ACTION_PLANS: Readonly<Record<ActionName, Plan>> = {
  applyChanges: plan("administer", adds),
  previewChanges: plan("administer", adds),
  undoRevision: plan("administer", ({ organization, revision }) => ({
    body: { organizationId: organization, revision: Number(revision) },
  })),
  invitePeople: plan("administer", ({ organization, project, permission, role }) => ({
    body: {
      organizationId: organization,
      people: [
        {
          person: { email: "new@nowhere.example" },
          projectId: null,
          permissions: [permission],
          roleIds: [role],
        },
        {
          person: { email: "new@nowhere.example" },
          projectId: project,
          permissions: ["CAN_VIEW_DATA"],
          roleIds: [],
        },
      ],
    },
  })),
  manageWebhook: plan("administer", ({ organization, webhook }) => ({
    body: { organizationId: organization, act: "pause", webhook },
  })),
  makeToken: plan("administer", ({ organization, permission }) => ({
    body: { name: "New", organizationId: organization, permissions: [permission], expiresAt: null },
  })),
  foundOrganization: plan("signed-in", () => ({ body: { name: `New ${randomUUID()}` } })),
  endSession: plan("administer", ({ session }) => ({ body: { sessionId: session } })),
  endSessionsElsewhere: plan("signed-in"),
  rememberOrganization: plan("inside", ({ organization }) => ({ body: { organizationId: organization } })),
  previewSystemTicks: plan("operate", ticks),
  applySystemTicks: plan("operate", ticks),
  startView: plan("operate", ({ person }) => ({ body: { personId: person, reason: "ticket 4711" } })),
  stopView: plan("signed-in"),
  askForPasswordReset: plan("secret", ({ email }) => ({ body: { email } })),
  resetPassword: plan("secret", secret),
  openInvitation: plan("secret", ({ token }) => ({ body: { token } })),
  takeInvitation: plan("secret", secret),
};

// Not served by a router of ours: it lets the suites ask an action as they ask an endpoint.
const family: Family = {
  door: "console",
  prefixes: ["/action"],
  authenticate: async () => "no-credential",
  sayFault: ({ kind }: Fault) => Response.json({ kind }, { status: 500 }),
  endpoints: [],
};

function entryOf(name: ActionName): Entry {
  return {
    name: `action ${name}`,
    family,
    endpoint: {
      auth: "open",
      method: "POST",
      path: `/${name}`,
      summary: name,
      answers: {},
      handle: async () => new Response(),
    },
    handle: (request) => callAction(name, request),
  };
}

export const ACTIONS: readonly (readonly [Entry, Plan])[] = ACTION_NAMES.map((name) => [
  entryOf(name),
  ACTION_PLANS[name],
]);
