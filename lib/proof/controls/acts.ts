import type { Change } from "@/lib/core/change";
import type { Control } from "../control";

const file = "lib/core/needs.ts";

/** `guard` is the text of lib/core/needs.ts that says what the kind needs. */
const need = (kind: Change["kind"], guard: string, without: string): Control => ({
  name: `need of ${kind}`,
  file,
  guard,
  without,
  caughtBy: { file: "lib/core/needs.test.ts", test: `not allowed to ${kind}` },
});
const entry = (kind: Change["kind"], rule: string) =>
  need(kind, `"${kind}": ${rule},`, `"${kind}": () => null,`);

/** What each act needs. Acts that share one line's rule stand here once for all of them. */
export const actControls: readonly Control[] = [
  {
    name: "the right that an act needs",
    file: "lib/core/standing.ts",
    guard: "if (standing.has(guard, level, projectId)) return null;",
    without: "return null;",
    caughtBy: { file: "lib/core/decide.test.ts", test: "a member without the right" },
  },
  entry("add-permission", "ofMember"),
  entry("set-roles", "ofMember"),
  entry("suspend-member", "ofMember"),
  need("add-member", "(change, state) => peopleOf(change.project, state)", "() => null"),
  need("accept-invitation", "invitation && invitation.personId !== personId ?", "invitation && false ?"),
  need("remove-member", "isOwn(member?.person.id, asker) ?", "asker ?"),
  entry("create-role", "ofRole"),
  entry("edit-role", "ofRole"),
  entry("delete-project", "ofProject"),
  entry("open-gate", "ofGate"),
  need(
    "set-status",
    '"set-status": (_, state) => inOrganization("setStatus", state)',
    '"set-status": () => null',
  ),
  need(
    "set-granting",
    '"set-granting": (_, state) => inOrganization("editSettings", state)',
    '"set-granting": () => null',
  ),
  need(
    "create-token",
    '"create-token": (_, state) => inOrganization("createTokens", state)',
    '"create-token": () => null',
  ),
  need("revoke-token", "isOwn(token?.personId, asker) ?", "asker ?"),
  need(
    "start-view",
    '"start-view": (_, state) => inOrganization("operate", state)',
    '"start-view": () => null',
  ),
  ...[
    entry("create-webhook", "ofWebhook"),
    entry("delete-webhook", "ofWebhook"),
    need(
      "cancel-invitation",
      '"cancel-invitation": (change, state) =>\n    peopleOf(state.invitations.get(change.invitation)?.projectId ?? null, state),',
      '"cancel-invitation": () => null,',
    ),
    need(
      "rename-organization",
      '"rename-organization": (_, state) => inOrganization("editSettings", state)',
      '"rename-organization": () => null',
    ),
    need(
      "delete-organization",
      '"delete-organization": (_, state) => inOrganization("setStatus", state)',
      '"delete-organization": () => null',
    ),
    need(
      "note",
      'return inOrganization(change.act === "sessions.revoked" ? "forceLogoff" : "operate", state);',
      "return null;",
    ),
  ].map((each) => ({ ...each, long: true as const })),
  {
    name: "the right that a read needs",
    file: "lib/operations/standing.ts",
    guard: "const refusal = guard ? guardRefusal(standing, guard, level, asked) : null;",
    without: "const refusal = guard && asked === '' ? guardRefusal(standing, guard, level, asked) : null;",
    caughtBy: { file: "lib/dialects/v1/audit.test.ts", test: "the audit is for who may see it" },
  },
  {
    name: "a denial is on record",
    file: "lib/operations/refuse.ts",
    guard: "if (KEPT[refusal.code])",
    without: "if (KEPT[refusal.code] === null)",
    caughtBy: { file: "lib/dialects/crux/permissions-refused.test.ts", test: "the attempt is on record" },
  },
];
