import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { principalOfSecret } from "@/lib/identity/credential";
import { changeAccess } from "@/lib/operations/change-access";
import { hashSecret } from "@/lib/store/secret";
import { endSession, insertSession } from "@/lib/store/sessions";
import { makeToken } from "@/lib/testing/credentials";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { report, rounds } from "./report";

const { owner } = useDatabase("base");

/** How many uses are on their way when the right is taken, and how many start when that is acknowledged. */
const BEFORE = 4;
const AFTER = 3;

interface Scene {
  readonly organizationId: string;
  readonly boss: FixtureMember;
  readonly editor: FixtureMember;
  readonly bob: FixtureMember;
  readonly secret: string;
  /** The row of the editor's credential. */
  readonly credentialId: string;
}

type Credential = "session" | "token";
type Taking = (scene: Scene) => Promise<{ readonly ok: boolean }>;

const byCommand =
  (changeOf: (editor: string) => Parameters<typeof changeAccess>[1]["changes"][number]): Taking =>
  ({ boss, organizationId, editor }) =>
    changeAccess(boss.principal, { organizationId, changes: [changeOf(editor.memberId)] });

const done = async (act: Promise<unknown>) => ({ ok: (await act) !== null });

/** Every way in which a right ends, with the credential that it is used by. */
const TAKINGS: readonly (readonly [
  name: string,
  credential: Credential,
  holds: "role" | "grant",
  take: Taking,
])[] = [
  [
    "the grant",
    "token",
    "grant",
    byCommand((member) => ({ kind: "remove-permission", member, permission: "edit_org_users" })),
  ],
  ["the role", "session", "role", byCommand((member) => ({ kind: "set-roles", member, roles: [] }))],
  ["the membership", "token", "role", byCommand((member) => ({ kind: "remove-member", member }))],
  ["the activity here", "session", "grant", byCommand((member) => ({ kind: "suspend-member", member }))],
  [
    "the person everywhere",
    "token",
    "grant",
    ({ editor }) =>
      done(owner.query("update person set suspended_at = now() where id = $1", [editor.personId])),
  ],
  [
    "the token",
    "token",
    "role",
    ({ editor, organizationId, credentialId }) =>
      changeAccess(editor.principal, {
        organizationId,
        changes: [{ kind: "revoke-token", token: credentialId }],
      }),
  ],
  ["the session", "session", "role", ({ credentialId }) => done(endSession(credentialId).then(() => true))],
];

test.each(TAKINGS)("whatever starts after %s is gone fails", async (name, credential, holds, take) => {
  const cases = rounds(12, 1_430);
  let wrong = 0;
  for (let round = 0; round < cases; round++) {
    const scene = await makeScene(credential, holds);
    const inFlight = Array.from({ length: BEFORE }, () => use(scene));
    const taken = await take(scene);
    // From here on it is acknowledged.
    const after = await Promise.all(Array.from({ length: AFTER }, () => use(scene)));
    await Promise.all(inFlight);
    if (!taken.ok || after.some((succeeded) => succeeded)) wrong++;
  }
  await report({ promise: `What starts after ${name} was taken away fails`, cases, wrong });
  expect(wrong).toBe(0);
});

/** As every request does it: the caller from the secret, then the act. It changes something, so that it counts. */
async function use({ secret, organizationId, bob }: Scene): Promise<boolean> {
  const principal = await principalOfSecret(secret, "v1", randomUUID());
  if (!principal) return false;
  const change = {
    kind: "add-permission",
    member: bob.memberId,
    permission: "view_items",
    expiresAt: new Date(Date.now() + 3_600_000 + Math.random() * 3_600_000).toISOString(),
  } as const;
  return (await changeAccess(principal, { organizationId, changes: [change] })).ok;
}

async function makeScene(credential: Credential, holds: "role" | "grant"): Promise<Scene> {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const way = holds === "role" ? { role: "Owner" } : { permissions: ["edit_org_users", "view_items"] };
  const editor = await makeMember(owner, { organizationId }, way);
  const bob = await makeMember(owner, { organizationId });
  const [secret, credentialId] = await makeCredential(credential, editor.personId);
  return { organizationId, boss, editor, bob, secret, credentialId };
}

async function makeCredential(kind: Credential, personId: string): Promise<[secret: string, id: string]> {
  if (kind === "session") {
    const secret = randomUUID();
    const session = {
      personId,
      organizationId: null,
      userAgent: null,
      lifetimeSeconds: 3600,
      idleSeconds: null,
    };
    const id = await insertSession({ kind: "CONSOLE", secretHash: hashSecret(secret), ...session });
    return [secret, String(id)];
  }
  const secret = await makeToken(owner, personId);
  const { rows } = await owner.query<{ id: string }>("select id from api_token where person_id = $1", [
    personId,
  ]);
  return [secret, rows[0]?.id ?? ""];
}
