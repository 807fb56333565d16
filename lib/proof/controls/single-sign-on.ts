import type { Control } from "../control";

const SIGN_ON = "lib/identity/single-sign-on.test.ts";
const JOINING = "lib/operations/joining.test.ts";

/** The guards between a provider's word and a session, and of joining by domain. */
export const singleSignOnControls: readonly Control[] = [
  {
    name: "only a verified address links",
    file: "lib/identity/single-sign-on.ts",
    guard: "claims.emailVerified ? (claims.email?.trim().toLowerCase() ?? null) : null",
    without: "claims.email?.trim().toLowerCase() ?? null",
    caughtBy: { file: SIGN_ON, test: "has not verified links to nobody" },
  },
  {
    name: "only true is verified",
    file: "lib/identity/provider.ts",
    guard: "emailVerified: verified === true",
    without: "emailVerified: Boolean(verified)",
    caughtBy: { file: SIGN_ON, test: "any other word than true is no" },
  },
  {
    name: "one subject of an issuer per person",
    file: "lib/identity/single-sign-on.ts",
    guard: '(await hasIdentityOf(known.id, issuer)) ? "otherwise" : null',
    without: "issuer ? null : null",
    caughtBy: { file: SIGN_ON, test: "a second subject" },
  },
  {
    name: "an account with an unproven address is not entered",
    file: "lib/identity/single-sign-on.ts",
    guard: "known.passwordHash !== null && known.emailVerifiedAt === null",
    without: "issuer === ''",
    caughtBy: { file: SIGN_ON, test: "was never proven" },
  },
  {
    name: "a suspended person stays out of single sign-on",
    file: "lib/identity/single-sign-on.ts",
    guard: "if (linked?.suspendedAt)",
    without: "if (linked === undefined)",
    caughtBy: { file: SIGN_ON, test: "linked or not" },
  },
  {
    name: "an invitation's secret gives no password to who signs in by a provider",
    file: "lib/operations/invitations.ts",
    guard: "passwordHash === null && open.linked",
    without: "passwordHash === ''",
    caughtBy: { file: SIGN_ON, test: "gives him no password" },
  },
  {
    name: "who is there already does not join again",
    file: "lib/core/joining.ts",
    guard: "if (isThere) return undefined;",
    without: "",
    caughtBy: { file: JOINING, test: "stays as he is" },
  },
  {
    name: "joining gives nothing beyond what its setter holds",
    file: "lib/core/rule-above-your-own.ts",
    guard: "    ...overJoining(each),\n",
    without: "",
    caughtBy: { file: JOINING, test: "does not hold himself" },
  },
  {
    name: "a domain is let in by someone who has an address there",
    file: "lib/core/decide.ts",
    guard: "  joiningDomains,\n",
    without: "",
    caughtBy: { file: JOINING, test: "no proven address himself" },
  },
  {
    name: "joining by domain is a setting that needs its right",
    file: "lib/core/needs.ts",
    guard: '"set-joining": (_, state) => inOrganization("editSettings", state)',
    without: '"set-joining": () => null',
    caughtBy: { file: JOINING, test: "who may edit settings" },
  },
];
