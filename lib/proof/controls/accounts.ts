import type { Control } from "../control";

const sessions = "lib/store/sessions.ts";
const reset = "lib/identity/reset-password.ts";
const provider = "lib/identity/provider.ts";
const people = "lib/store/people.ts";
const inSignIn = (test: string) => ({ file: "lib/identity/sign-in.test.ts", test });
const inAccepting = (test: string) => ({ file: "lib/operations/accepting.test.ts", test });
const inProvider = (test: string) => ({ file: "lib/identity/provider.test.ts", test });
const inAuthLog = (test: string) => ({ file: "lib/identity/auth-log.test.ts", test });
const inReset = (test: string) => ({ file: "lib/identity/reset-password.test.ts", test });

/** Whose an account is: what comes at the same moment, and what a stranger had before its owner. */
export const accountControls: readonly Control[] = [
  {
    name: "a session is not opened for who is locked meanwhile",
    file: sessions,
    guard: "p.password_hash = $8 and p.locked_at is null",
    without: "p.password_hash = $8",
    caughtBy: inSignIn("locked while his password"),
    long: true,
  },
  {
    name: "an address that cannot be stored is nobody's",
    file: people,
    guard: 'if (email.includes("\\0")) return null;',
    without: "",
    caughtBy: inSignIn("no database can store"),
    long: true,
  },
  {
    name: "a new password and the end of the sessions are one",
    file: "lib/store/transaction.ts",
    guard: "const done = await inTransaction(client, act);",
    without: "const done = { value: await act(), waiting: [] };",
    caughtBy: inReset("together, or not at all"),
    long: true,
  },
  {
    name: "a stranger's tokens end when the owner proves the address",
    file: reset,
    guard: "if (!verified) await endTokens(",
    without: "if (personId === '') await endTokens(",
    caughtBy: inReset("what a stranger made"),
  },
  {
    name: "a token that stands in no audit ends too",
    file: "lib/operations/tokens.ts",
    guard: "  await endTokensLeft(principal.personId);\n",
    without: "",
    caughtBy: inReset("what a stranger made"),
    long: true,
  },
  {
    name: "a first password is the first",
    file: people,
    guard: "and password_hash is null and email_verified_at is null",
    without: "",
    caughtBy: inAccepting("of two who bring"),
  },
  {
    name: "no password for who came by a provider meanwhile",
    file: people,
    guard: "and password_hash is null and email_verified_at is null",
    without: "and password_hash is null",
    caughtBy: inAccepting("comes too late"),
    long: true,
  },
  {
    name: "who is locked meanwhile accepts nothing",
    file: "lib/operations/invitations.ts",
    guard: "return login?.lockedAt === null && login.passwordHash === open.passwordHash;",
    without: "return login?.passwordHash === open.passwordHash;",
    caughtBy: inAccepting("is locked while his password"),
    long: true,
  },
  {
    name: "an old password accepts nothing",
    file: "lib/operations/invitations.ts",
    guard: "return login?.lockedAt === null && login.passwordHash === open.passwordHash;",
    without: "return login?.lockedAt === null;",
    caughtBy: inAccepting("has a new one while his password"),
    long: true,
  },
  {
    name: "who is not the first joins nowhere",
    file: "lib/operations/invitations.ts",
    guard: 'value !== "not the first",',
    without: 'value !== "" ,',
    caughtBy: inAccepting("of two who bring"),
    long: true,
  },
  {
    name: "a provider's word links no account that got a password meanwhile",
    file: "lib/store/identities.ts",
    guard: "(password_hash is null or email_verified_at is not null) and not exists",
    without: "not exists",
    caughtBy: inAccepting("is not linked to that account"),
  },
  {
    name: "an invitation's days are the database's",
    file: "lib/core/apply-membership.ts",
    guard: "inDays(context.now)",
    without: "inDays(new Date(Date.now()).toISOString())",
    caughtBy: inAccepting("seven days of the database's"),
  },
  {
    name: "a provider tells of an address, or of none",
    file: provider,
    guard: ".regex(z.regexes.unicodeEmail)",
    without: "",
    caughtBy: inProvider("is no address"),
  },
  {
    name: "an address is one in lower case without folding",
    file: provider,
    guard: ".refine(isPlainInCase)",
    without: "",
    caughtBy: inProvider("is no address"),
    long: true,
  },
  {
    name: "a word about one address verifies no other",
    file: provider,
    guard: "each.email === email && each.email_verified === true",
    without: "each.email_verified === true",
    caughtBy: inProvider("verifies no other"),
  },
  {
    name: "next-auth's words go through our log",
    file: "lib/identity/console-session.ts",
    guard: "    logger: authLog,\n",
    without: "",
    caughtBy: inAuthLog("what anybody writes"),
  },
  {
    name: "of an error's words no value is kept",
    file: "lib/identity/auth-log.ts",
    guard: "OURS.test(name) ? { message: message.split(/[,:]/, 1)[0] }",
    without: "name ? { message }",
    caughtBy: inAuthLog("the first clause is kept"),
    long: true,
  },
  {
    name: "nobody writes into the log from outside",
    file: "app/api/auth/[...nextauth]/route.ts",
    guard: 'if (nextauth[0] === "_log")',
    without: 'if (nextauth[0] === "")',
    caughtBy: inAuthLog("nobody writes into the log"),
    long: true,
  },
  {
    name: "a secret gets its name when it is whole",
    file: "lib/boot/secrets.ts",
    guard: "await link(fresh, file);",
    without: 'await writeFile(file, await readFile(fresh), { flag: "wx" });',
    caughtBy: { file: "lib/boot/secrets.test.ts", test: "at the same moment" },
    long: true,
  },
  {
    name: "an empty secret is none",
    file: "lib/boot/secrets.ts",
    guard: 'if (secret === "")',
    without: 'if (secret === " ")',
    caughtBy: { file: "lib/boot/secrets.test.ts", test: "an empty secret" },
    long: true,
  },
  {
    name: "a letter goes to one address",
    file: "lib/mail/send.ts",
    guard: 'to: { name: "", address: to }',
    without: "to",
    caughtBy: { file: "lib/mail/send.test.ts", test: "nobody else's" },
  },
];
