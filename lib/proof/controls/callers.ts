import type { Control } from "../control";

const standing = "lib/core/standing.ts";
const found = "lib/store/credentials.ts";
const inDecide = (test: string) => ({ file: "lib/core/decide.test.ts", test });
const inSessions = (test: string) => ({ file: "lib/dialects/exchange/functions-sessions.test.ts", test });
const inKeys = (test: string) => ({ file: "lib/dialects/v1/api-keys.test.ts", test });
const inFound = (test: string) => ({ file: "lib/store/credentials.test.ts", test });
const inScenarios = (test: string) => ({ file: "lib/dialects/scenarios-refused.test.ts", test });

/** Who asks: sessions, tokens, views, and what of a person's rows still counts. */
export const callerControls: readonly Control[] = [
  {
    name: "belonging to the organization",
    file: standing,
    guard: "!isOut && (local(projectId) || operates())",
    without: "!isOut || (local(projectId) || operates())",
    caughtBy: inDecide("does not belong to does not exist"),
  },
  {
    name: "a deactivated organization is closed",
    file: standing,
    guard: "!isOut && (local(projectId) || operates())",
    without: "(local(projectId) || operates())",
    caughtBy: inDecide("a deactivated organization"),
  },
  {
    name: "a suspended member is nobody",
    file: "lib/core/access.ts",
    guard: ' && member.status === "ACTIVE" &&',
    without: " &&",
    caughtBy: inDecide("a suspended or invited member"),
  },
  {
    name: "a narrowed credential narrows",
    file: standing,
    guard: "ceiling ? within(reached, ceiling) : reached",
    without: "reached",
    caughtBy: inDecide("a narrowed credential"),
  },
  {
    name: "a bound credential is bound",
    file: standing,
    guard: "!bound && both.every",
    without: "both.every",
    caughtBy: inDecide("bound elsewhere"),
  },
  {
    name: "acting as someone gives no more than one's own",
    file: standing,
    guard: "viewed ? [own, viewed] : [own]",
    without: "viewed ? [viewed] : [own]",
    caughtBy: { file: "lib/dialects/projects/impersonation.test.ts", test: "never gives more" },
  },
  {
    name: "a person suspended everywhere has no credential",
    file: found,
    guard: "p.suspended_at is null and (",
    without: "(",
    caughtBy: inScenarios("suspended everywhere is nobody: through .*exchange"),
  },
  {
    name: "a bound credential falls with the membership",
    file: found,
    guard: "f.organization_id is null or exists (",
    without: "true or exists (",
    caughtBy: inScenarios("falls with the membership"),
  },
  {
    name: "a revoked session",
    file: found,
    guard: "s.revoked_at is null and ",
    without: "",
    caughtBy: inSessions("LogOut ends this session"),
  },
  {
    name: "an expired session",
    file: found,
    guard: "and s.expires_at > now()",
    without: "",
    caughtBy: { file: "lib/dialects/crux/sign-in.test.ts", test: "for two hours" },
  },
  {
    name: "an idle session",
    file: found,
    guard: "s.idle_seconds is null or",
    without: "true or",
    caughtBy: inSessions("an hour after its last use"),
  },
  {
    name: "a revoked token",
    file: found,
    guard: "t.revoked_at is null and ",
    without: "",
    caughtBy: inKeys("revoked it is worth nothing"),
  },
  {
    name: "an expired token",
    file: found,
    guard: "t.expires_at is null or",
    without: "true or",
    caughtBy: inKeys("a key that ran out"),
  },
  {
    name: "a narrowed credential does not choose where its owner signs in",
    file: "lib/operations/organizations.ts",
    guard: "if (principal.narrowedTo !== null)\n    return deny(\n      principal,\n      organizationId,",
    without:
      "if (principal.narrowedTo === undefined)\n    return deny(\n      principal,\n      organizationId,",
    caughtBy: { file: "lib/dialects/v1/organizations.test.ts", test: "does not choose its owner's default" },
    long: true,
  },
  {
    name: "a token makes none that outlives it",
    file: "lib/core/rule-above-your-own.ts",
    guard: "if (endsBefore(until, effect.after.expiresAt)) {",
    without: "if (until === '') {",
    caughtBy: inKeys("cannot make one that lasts longer"),
  },
  {
    name: "noting a credential waits for nobody",
    file: found,
    guard: "last_used_at < now() - interval '1 minute')\n    for no key update skip locked)",
    without: "last_used_at < now() - interval '1 minute'))",
    caughtBy: inFound("changing the credential"),
  },
  {
    name: "noting a member waits for nobody",
    file: found,
    guard: "last_active_at < now() - interval '1 minute')\n  for no key update skip locked)",
    without: "last_active_at < now() - interval '1 minute'))",
    caughtBy: inFound("changing the membership"),
    long: true,
  },
  {
    name: "a viewing session is no credential for writes",
    file: "lib/identity/authenticate.ts",
    guard: 'if (viaCookie && principal?.actingAs && !READS.has(request.method)) return "bad-credential";',
    without: "",
    caughtBy: { file: "lib/operations/view-as-writes.test.ts", test: "no credential for any write" },
  },
  {
    name: "a view that is over shows nothing",
    file: "lib/identity/credential.ts",
    guard: "return open ?",
    without: "return open || !open ?",
    caughtBy: { file: "lib/operations/view-as.test.ts", test: "once its time is over" },
  },
  {
    name: "secrets are stored hashed",
    file: "lib/store/secret.ts",
    guard: 'return createHash("sha256").update(secret, "utf8").digest();',
    without: 'return Buffer.from(secret, "utf8");',
    caughtBy: inKeys("nowhere in the database"),
  },
];
