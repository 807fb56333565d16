import type { Control } from "../control";

const sessions = "lib/store/sessions.ts";
const invitations = "lib/store/invitations.ts";
const signIn = "lib/identity/sign-in.ts";
const reset = "lib/identity/reset-password.ts";
const provider = "lib/identity/provider.ts";
const inReset = (test: string) => ({ file: "lib/identity/reset-password.test.ts", test });
const inCrux = (test: string) => ({ file: "lib/dialects/crux/sign-in.test.ts", test });
const inInvited = (test: string) => ({ file: "lib/dialects/crux/invitations.test.ts", test });
const alike = {
  file: "lib/dialects/exchange/functions-sessions.test.ts",
  test: "locked and suspended look the same",
};
const inSignOn = (test: string) => ({ file: "lib/proof/sign-on.proof.ts", test });
const CHECKS = 'checks: ["pkce", "state", "nonce"],';

/** The guards of the ways in: a password, a new one, an invitation, a provider's answer. */
export const wayInControls: readonly Control[] = [
  {
    name: "a new password's secret is used once",
    file: sessions,
    guard: "secret_hash = $1 and used_at is null and expires_at > now()",
    without: "secret_hash = $1 and expires_at > now()",
    caughtBy: inCrux("is set once with the mailed token"),
    long: true,
  },
  {
    name: "a new password's secret is too old after an hour",
    file: sessions,
    guard: "secret_hash = $1 and used_at is null and expires_at > now()",
    without: "secret_hash = $1 and used_at is null",
    caughtBy: inCrux("unknown or too old"),
    long: true,
  },
  {
    name: "one of many who bring the same letter",
    file: sessions,
    guard: "from person p where used_at is null\n       and person_id",
    without: "from person p where person_id",
    caughtBy: inReset("at the same moment"),
    long: true,
  },
  {
    name: "a new password makes older letters worthless",
    file: sessions,
    guard: "and person_id = (select person_id",
    without: "and secret_hash = (select secret_hash",
    caughtBy: inReset("every other letter"),
    long: true,
  },
  {
    name: "a new password ends the sessions",
    file: reset,
    guard: "  await endSessionsOf(personId);\n",
    without: "",
    caughtBy: inCrux("ends the sessions that there are"),
    long: true,
  },
  {
    name: "a session hangs on the password that was checked",
    file: sessions,
    guard: "p.password_hash = $8 and p.locked_at is null",
    without: "$8 <> '' and p.locked_at is null",
    caughtBy: inReset("with the old password"),
    long: true,
  },
  {
    name: "an answer before the address is looked up",
    file: reset,
    guard: "return () => mailPasswordReset(account);",
    without: "return findLogin(account).then(() => () => mailPasswordReset(account));",
    caughtBy: inReset("waits for nothing"),
    long: true,
  },
  {
    name: "a locked person stays out",
    file: signIn,
    guard: "|| login.lockedAt ",
    without: "",
    caughtBy: alike,
    long: true,
  },
  {
    name: "a suspended person stays out",
    file: signIn,
    guard: " || login.suspendedAt)",
    without: ")",
    caughtBy: alike,
    long: true,
  },
  {
    name: "ten wrong passwords lock",
    file: "lib/store/people.ts",
    guard: "when failed_attempts + 1 >= $2 then",
    without: "when failed_attempts < 0 and $2::int > 0 then",
    caughtBy: inInvited("no way to guess the password"),
    long: true,
  },
  {
    name: "a session lives as long as its door says",
    file: signIn,
    guard: "lifetimeSeconds: 2 * HOUR,",
    without: "lifetimeSeconds: 200 * HOUR,",
    caughtBy: inCrux("for two hours"),
    long: true,
  },
  {
    name: "an invitation is accepted once",
    file: invitations,
    guard: "where i.secret_hash = $1 and i.status = 'pending' and",
    without: "where i.secret_hash = $1 and",
    caughtBy: inInvited("becomes ACTIVE by accepting"),
    long: true,
  },
  {
    name: "an invitation runs out",
    file: invitations,
    guard: "where i.secret_hash = $1 and i.status = 'pending' and i.expires_at > now() and",
    without: "where i.secret_hash = $1 and i.status = 'pending' and",
    caughtBy: inInvited("unknown or too old"),
    long: true,
  },
  {
    name: "an invitation of someone with an account needs his password",
    file: "lib/operations/invitations.ts",
    guard: "if (passwordHash !== null && !(await provesHimself(open, password)))",
    without: "if (passwordHash === '')",
    caughtBy: inInvited("with the password that he has"),
    long: true,
  },
  {
    name: "an invitation does not unlock",
    file: "lib/operations/invitations.ts",
    guard: "return login?.lockedAt === null && login.passwordHash === open.passwordHash;",
    without: "return login?.passwordHash === open.passwordHash;",
    caughtBy: inInvited("no way to guess the password"),
    long: true,
  },
  {
    name: "single sign-on asks for state",
    file: provider,
    guard: CHECKS,
    without: 'checks: ["pkce", "nonce"],',
    caughtBy: inSignOn("without this browser's own state"),
    long: true,
  },
  {
    name: "single sign-on asks for a nonce",
    file: provider,
    guard: CHECKS,
    without: 'checks: ["pkce", "state"],',
    caughtBy: inSignOn("made for this very sign-in"),
    long: true,
  },
  {
    name: "single sign-on asks for PKCE",
    file: provider,
    guard: CHECKS,
    without: 'checks: ["state", "nonce"],',
    caughtBy: inSignOn("this browser's own challenge"),
    long: true,
  },
  {
    name: "the provider's two answers are about the same person",
    file: provider,
    guard: '"sub" in more && more.sub !== own.sub',
    without: '"sub" in more && more.sub === ""',
    caughtBy: inSignOn("tells about someone else"),
    long: true,
  },
];
