import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { verifyAudit } from "@/lib/store/audit";
import { hashSecret } from "@/lib/store/secret";
import { insertSession, readSessions } from "@/lib/store/sessions";
import { useDatabase } from "@/lib/testing/database";
import { makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { changeAccess } from "./change-access";
import { endOtherSessions, endOwnSession } from "./sessions";

const { owner } = useDatabase("base");

const begin = async (personId: string) =>
  String(
    await insertSession({
      kind: "CONSOLE",
      secretHash: hashSecret(randomUUID()),
      personId,
      organizationId: null,
      userAgent: null,
      lifetimeSeconds: 3600,
      idleSeconds: null,
    }),
  );

const at = (principal: Principal, id: string): Principal => ({
  ...principal,
  credential: { kind: "session", id },
});

async function endings(organizationId: string) {
  const { rows } = await owner.query<{ person_id: string; id: string }>(
    `select person_id, before ->> 'id' as id from audit_event where organization_id = $1 and kind = 'session.ended'
     order by revision, sequence`,
    [organizationId],
  );
  return rows;
}

const open = async (personId: string) => (await readSessions(personId)).map(({ id }) => id);

test("ending one's own session stands in the audit of one's organization", async () => {
  const organizationId = await makeOrganization(owner);
  const ann = await makeMember(owner, { organizationId });
  const [here, there] = [await begin(ann.personId), await begin(ann.personId)];
  expect((await endOwnSession(at(ann.principal, here), there)).ok).toBe(true);
  expect(await open(ann.personId)).toEqual([here]);
  expect(await endings(organizationId)).toEqual([{ person_id: ann.personId, id: there }]);
  expect((await verifyAudit(organizationId)).intact).toBe(true);
});

test("signing out everywhere else is one command, and leaves the session that asks and everyone else's", async () => {
  const organizationId = await makeOrganization(owner);
  const ann = await makeMember(owner, { organizationId });
  const bob = await makeMember(owner, { organizationId });
  const [here, one, two] = [await begin(ann.personId), await begin(ann.personId), await begin(ann.personId)];
  const his = await begin(bob.personId);
  expect(await endOtherSessions(at(ann.principal, here))).toEqual({ ok: true, value: { ended: 2 } });
  expect(await open(ann.personId)).toEqual([here]);
  expect(await open(bob.personId)).toEqual([his]);
  expect((await endings(organizationId)).map(({ id }) => id).sort()).toEqual([one, two].sort());
  const { rows } = await owner.query("select revision::int from organization where id = $1", [
    organizationId,
  ]);
  expect(rows).toEqual([{ revision: 1 }]);
  expect(await endOtherSessions(at(ann.principal, here))).toEqual({ ok: true, value: { ended: 0 } });
});

test("who is in a project alone, and who belongs nowhere, can sign out too", async () => {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const guest = await makeMember(owner, { organizationId, projectId });
  const [here, there] = [await begin(guest.personId), await begin(guest.personId)];
  expect((await endOwnSession(at(guest.principal, here), there)).ok).toBe(true);
  expect(await open(guest.personId)).toEqual([here]);
  await owner.query("delete from membership where person_id = $1", [guest.personId]);
  expect((await endOwnSession(at(guest.principal, here), here)).ok).toBe(true);
  expect(await open(guest.personId)).toEqual([]);
});

test("a command ends nobody else's sessions, whoever is named beside them", async () => {
  const organizationId = await makeOrganization(owner);
  const ann = await makeMember(owner, { organizationId }, { role: "Owner" });
  const bob = await makeMember(owner, { organizationId });
  const his = await begin(bob.personId);
  const end = (person: string) =>
    changeAccess(ann.principal, {
      organizationId,
      changes: [{ kind: "end-sessions", person, sessions: [his] }],
    });
  expect(await end(bob.personId)).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
  await end(ann.personId);
  expect(await open(bob.personId)).toEqual([his]);
});

test("who was made to look with someone else's eyes ends no session", async () => {
  const organizationId = await makeOrganization(owner);
  const ann = await makeMember(owner, { organizationId });
  const operator = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Operator"] },
  );
  const mine = await begin(operator.personId);
  const looking: Principal = {
    ...at(operator.principal, mine),
    actingAs: { personId: ann.personId, label: ann.email },
  };
  expect((await endOtherSessions(looking)).ok).toBe(false);
  expect((await endOwnSession(looking, mine)).ok).toBe(false);
  expect(await open(operator.personId)).toEqual([mine]);
});
