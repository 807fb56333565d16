import { expect, test } from "vitest";
import { bob, code, owner, plain } from "@/lib/testing/cast";
import { as, command, member, project, role, snapshot } from "@/lib/testing/snapshot";
import type { Change } from "./change";
import { decide } from "./decide";
import type { ApiToken, Invitation } from "./state";

const NEVER = "2030-01-01T00:00:00.000Z";
const invitation: Invitation = {
  id: "i",
  membershipId: "ian",
  personId: "ian",
  email: "ian@example.com",
  projectId: null,
  permissions: [],
  status: "pending",
  invitedBy: null,
  createdAt: NEVER,
  updatedAt: NEVER,
  expiresAt: NEVER,
};
const token: ApiToken = {
  id: "t",
  personId: "bob",
  organizationId: "acme",
  name: null,
  redacted: "x",
  permissionIds: null,
  createdAt: NEVER,
  updatedAt: NEVER,
  lastUsedAt: null,
  expiresAt: null,
  revoked: false,
};
const HELD = "view_items";

/** One of each kind, about somebody or something else than the asker's own. */
const EACH: { readonly [K in Change["kind"]]: Omit<Extract<Change, { kind: K }>, "kind"> } = {
  "add-permission": { member: "bob", permission: HELD },
  "remove-permission": { member: "bob", permission: HELD },
  "set-permissions": { member: "bob", permissions: [HELD] },
  "assign-role": { member: "bob", role: "clerk", assignment: "a" },
  "unassign-role": { member: "bob", role: "clerk" },
  "set-roles": { member: "bob", roles: [] },
  "add-member": { member: "zoe", project: null, person: { personId: "zoe" }, permissions: [], roles: [] },
  "accept-invitation": { invitation: "i" },
  "cancel-invitation": { invitation: "i" },
  "suspend-member": { member: "bob" },
  "restore-member": { member: "bob" },
  "remove-member": { member: "bob" },
  "create-role": { role: "r", level: "ORGANIZATION", name: "R", description: null, permissions: [HELD] },
  "edit-role": { role: "clerk", add: [], remove: [HELD] },
  "rename-role": { role: "clerk", name: "Other" },
  "delete-role": { role: "clerk" },
  "create-project": { project: "p", name: "P" },
  "rename-project": { project: "apollo", name: "P" },
  "delete-project": { project: "apollo" },
  "open-gate": { project: "apollo", permission: "CAN_IMPERSONATE_OTHER_USERS" },
  "close-gate": { project: "apollo", permission: "CAN_IMPERSONATE_OTHER_USERS" },
  "rename-organization": { name: "Other" },
  "set-status": { status: "DEACTIVATED" },
  "set-granting": { granting: "RELAXED" },
  "set-joining": { joining: { domains: ["acme.example"], role: "clerk" } },
  "join-by-domain": { member: "zoe", person: { personId: "zoe" }, role: "clerk", assignment: "a" },
  "delete-organization": {},
  "create-token": {
    token: "n",
    name: null,
    redacted: "x",
    permissions: [HELD],
    expiresAt: null,
    unbound: false,
  },
  "rename-token": { token: "t", name: "Other" },
  "revoke-token": { token: "t" },
  "create-webhook": { webhook: "w", url: "https://acme.example/", kinds: [] },
  "edit-webhook": { webhook: "h", kinds: [] },
  "pause-webhook": { webhook: "h" },
  "resume-webhook": { webhook: "h" },
  "rotate-webhook": { webhook: "h" },
  "delete-webhook": { webhook: "h" },
  "stop-webhook": { webhook: "h" },
  "create-permission": {
    permission: "n",
    name: "new_one",
    displayName: "New",
    description: null,
    grouping: "TEST",
    level: "ORGANIZATION",
    visibility: "BOTH",
    gated: false,
    administrative: false,
    isDefault: false,
    implies: [],
  },
  "edit-permission": { permission: HELD, set: { description: "Other" } },
  "delete-permission": { permission: HELD },
  note: { act: "sessions.revoked", person: "bob", project: null },
  "start-view": { view: "v", session: "s", person: "bob", reason: "why" },
  "end-view": { view: "v", person: "bob" },
  "end-sessions": { sessions: ["s"], person: "bob" },
};

// Ending one's own view is everyone's; whose view it is, the operation looks up. Joining by domain asks the setting, and
// no door takes what stops a webhook.
const UNGUARDED = ["end-view", "join-by-domain", "stop-webhook"];
const GUARDED = Object.entries(EACH).filter(([kind]) => !UNGUARDED.includes(kind));

test.each(GUARDED)("who holds nothing for it is not allowed to %s", (kind, words) => {
  const asked = { kind, ...words } as Change;
  const inProject = member("pia", { project: "apollo", permissions: ["CAN_VIEW_DATA"] });
  const facts = snapshot({
    actor: [plain, inProject],
    members: [owner, plain, bob],
    roles: [role("clerk", [HELD])],
    projects: [project("apollo")],
  });
  const full = { ...facts, invitations: [invitation], tokens: [token] };
  expect(code(decide(as("pia"), command(asked), full))).toBe("not-allowed");
});

test("a narrowed credential does not stand for its owner: his own tokens are not his to end with it", () => {
  const facts = { ...snapshot({ actor: [bob], members: [owner, bob] }), tokens: [token] };
  const ending = command({ kind: "revoke-token", token: "t" });
  expect(code(decide(as("bob"), ending, facts))).toBe("ok");
  expect(code(decide(as("bob", { narrowedTo: [HELD] }), ending, facts))).toBe("not-allowed");
});
