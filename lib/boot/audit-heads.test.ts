import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeAccess } from "@/lib/operations/change-access";
import { readNotedHeads } from "@/lib/store/audit-heads";
import { type Verification, verifyChain } from "@/lib/store/audit-verify";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization } from "@/lib/testing/fixtures";
import { noteHeads } from "./audit-heads";
import { withClient } from "./connection";

const { owner, ownerUrl, appUrl } = useDatabase("base");
const folder = await mkdtemp(path.join(tmpdir(), "grantdesk-heads-"));
const file = path.join(folder, "below", "audit-heads");
let organizationId: string;

// Who may do this is whom the notes are there for: the tables' owner.
beforeAll(() => owner.query("alter table audit_event disable trigger user"));
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  await rm(file, { force: true });
  organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  for (const status of ["SUSPENDED", "ACTIVE", "SUSPENDED"]) {
    const { memberId } = await makeMember(owner, { organizationId }, { status });
    const kind = status === "ACTIVE" ? "suspend-member" : "remove-member";
    await changeAccess(boss.principal, { organizationId, changes: [{ kind, member: memberId }] });
    if (status === "ACTIVE") await note();
  }
  await note();
});

/** As long as a start runs, and ended in order. */
async function note(): Promise<void> {
  const notes = await noteHeads(appUrl, file);
  await notes.stop();
}

async function verify(): Promise<Verification> {
  const heads = await readNotedHeads(file, organizationId);
  return withClient(ownerUrl, (client) => verifyChain(client, organizationId, heads.get(organizationId)));
}

test("every head that was noted is one more place where the audit has to agree", async () => {
  expect(await verify()).toMatchObject({ intact: true, events: 3, noted: 2, broken: null });
});

test("a tail that was cut, with a head that fits to what is left, is named", async () => {
  await owner.query("delete from audit_event where organization_id = $1 and revision = 3", [organizationId]);
  await owner.query(
    `update organization o set revision = 2, audit_head = e.hash from audit_event e
     where o.id = $1 and e.organization_id = o.id and e.revision = 2`,
    [organizationId],
  );
  const cut = { revision: 2, sequence: 1, reason: "the events up to revision 3 were cut off" };
  expect(await verify()).toMatchObject({ intact: false, broken: cut });
  expect(await withClient(ownerUrl, (client) => verifyChain(client, organizationId))).toMatchObject({
    intact: true,
  });
});

test("a history that was written anew, every hash of it right, is named, also after it was noted again", async () => {
  await rewrite();
  const broken = { revision: 2, sequence: 1, reason: expect.stringContaining("was rewritten") };
  expect(await verify()).toMatchObject({ intact: false, broken });
  await note();
  expect(await verify()).toMatchObject({ intact: false, broken });
});

test("a line that a crash has cut short spoils nothing before or after it", async () => {
  await appendFile(file, `${organizationId} 3 12ab`);
  const { principal } = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { memberId } = await makeMember(owner, { organizationId });
  await changeAccess(principal, { organizationId, changes: [{ kind: "remove-member", member: memberId }] });
  await note();
  expect(await verify()).toMatchObject({ intact: true, events: 4, noted: 3 });
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  expect(lines.at(-1)).toMatch(new RegExp(`^${organizationId} 4 [0-9a-f]{64} \\d{4}-\\d\\d-\\d\\dT`));
});

async function rewrite(): Promise<void> {
  const { hashOf } = await import("@/lib/store/audit-chain");
  const { AUDIT_COLUMNS } = await import("@/lib/store/audit-verify");
  const { rows } = await owner.query(
    `select ${AUDIT_COLUMNS} from audit_event e where e.organization_id = $1 order by e.revision, e.sequence`,
    [organizationId],
  );
  let previous = "";
  for (const { hash: _, ...row } of rows) {
    const forged = { ...row, actor_label: "nobody@example.com", previous_hash: previous };
    previous = hashOf(forged);
    await owner.query(
      `update audit_event set actor_label = $4, previous_hash = $5, hash = $6
       where organization_id = $1 and revision = $2 and sequence = $3`,
      [organizationId, row.revision, row.sequence, forged.actor_label, forged.previous_hash, previous],
    );
  }
  await owner.query("update organization set audit_head = $2 where id = $1", [organizationId, previous]);
}
