import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { verifyAudit } from "@/lib/store/audit";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/fixtures";
import { makeViewScene, view } from "@/lib/testing/view-scene";
import { changeAccess } from "./change-access";
import { homeOf, listOrganizations } from "./organizations";
import { readDeskView, readMe } from "./read-desk-view";
import { readOverview } from "./read-overview";
import { readSystemPermissionsOf } from "./system-permissions";
import { startViewing, stopViewing } from "./view-as";

const { owner } = useDatabase("base");

test("an operator sees what the person sees, and nothing of his own", async () => {
  const scene = await makeViewScene(owner);
  const elsewhere = await makeOrganization(owner);
  const viewing = await view(scene);
  expect(viewing.actingAs?.personId).toBe(scene.person.personId);
  expect(await homeOf(viewing)).toBe(scene.organizationId);
  const listed = await listOrganizations(viewing, { limit: 10 });
  expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([scene.organizationId]);
  const me = await readMe(viewing);
  expect(me).toMatchObject({
    ok: true,
    value: { person: { id: scene.person.personId }, operates: false, viewing: { reason: "ticket 4711" } },
  });
  const desk = await readDeskView(viewing, scene.organizationId);
  expect(desk).toMatchObject({ ok: true, value: { selfId: scene.person.memberId } });
  expect(desk.ok && desk.value.may).toMatchObject({
    readPeople: true,
    changePeople: false,
    editSettings: false,
  });
  expect((await readOverview(viewing, scene.organizationId)).ok).toBe(true);
  expect(await readDeskView(viewing, elsewhere)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  expect(await readDeskView(viewing, SYSTEM_ORGANIZATION)).toMatchObject({ ok: false });
});

test("of someone who may see little he sees as little", async () => {
  const scene = await makeViewScene(owner);
  await startViewing(await scene.now(), scene.other.personId, "looks empty to her");
  const viewing = await scene.now();
  expect(await readOverview(viewing, scene.organizationId)).toMatchObject({
    refusal: { code: "not-allowed" },
  });
  expect(await readSystemPermissionsOf(viewing, 1)).toMatchObject({ ok: false });
});

test("start and end stand in the audit with both names and the reason, and the chain stays whole", async () => {
  const scene = await makeViewScene(owner);
  await view(scene);
  expect(await stopViewing(await scene.now())).toEqual({
    ok: true,
    value: { personId: scene.person.personId },
  });
  const { rows } = await owner.query(
    `select kind, actor_label, subject_label, before ->> 'id' as ended, after ->> 'reason' as reason from audit_event
     where organization_id = $1 and actor_id = $2 order by revision`,
    [SYSTEM_ORGANIZATION, scene.operator.personId],
  );
  const both = { actor_label: scene.operator.email, subject_label: scene.person.email };
  expect(rows).toEqual([
    { kind: "view-as.started", ...both, ended: null, reason: "ticket 4711" },
    { kind: "view-as.ended", ...both, ended: expect.any(String), reason: null },
  ]);
  expect((await scene.now()).actingAs).toBeUndefined();
  expect((await verifyAudit(SYSTEM_ORGANIZATION)).intact).toBe(true);
});

test("only an operator can, with a reason, and not as himself", async () => {
  const scene = await makeViewScene(owner);
  const plain = { ...(await scene.now()), personId: scene.person.personId };
  expect(await startViewing(plain, scene.other.personId, "curious")).toMatchObject({
    refusal: { code: "not-found" },
  });
  const operator = await scene.now();
  expect(await startViewing(operator, scene.person.personId, "  ")).toMatchObject({
    refusal: { field: "reason" },
  });
  expect(await startViewing(operator, operator.personId, "me")).toMatchObject({
    refusal: { code: "invalid" },
  });
  const token: Principal = { ...operator, credential: { kind: "token", id: randomUUID() } };
  expect(await startViewing(token, scene.person.personId, "by token")).toMatchObject({ ok: false });
});

test("once its time is over it shows nothing, and changes nothing until it is ended", async () => {
  const scene = await makeViewScene(owner);
  await view(scene);
  await owner.query(
    "update view_as set started_at = now() - interval '20 minutes', expires_at = now() - interval '6 minutes' where operator_id = $1",
    [scene.operator.personId],
  );
  const over = await scene.now();
  expect(over.actingAs?.personId).toBe(scene.operator.personId);
  const change = { kind: "remove-member", member: scene.other.memberId } as const;
  const command = { organizationId: scene.organizationId, changes: [change] };
  expect(await changeAccess(over, command)).toMatchObject({ refusal: { code: "not-allowed" } });
  expect((await stopViewing(over)).ok).toBe(true);
  expect((await changeAccess(await scene.now(), command)).ok).toBe(true);
});

test("who is no operator any more sees nothing of it, and can still end it", async () => {
  const scene = await makeViewScene(owner);
  await view(scene);
  await owner.query("delete from membership where id = $1", [scene.operator.memberId]);
  const over = await scene.now();
  expect(over.actingAs?.personId).toBe(scene.operator.personId);
  expect(await readDeskView(over, scene.organizationId)).toMatchObject({ refusal: { code: "not-found" } });
  expect((await stopViewing(over)).ok).toBe(true);
  expect((await scene.now()).actingAs).toBeUndefined();
});
