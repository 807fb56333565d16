import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeEach, expect, test, vi } from "vitest";
import * as actions from "@/app/(console)/actions";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { family as projects } from "@/lib/dialects/projects/family";
import { family as v1 } from "@/lib/dialects/v1/family";
import { principalOfSecret } from "@/lib/identity/credential";
import { verifyAudit } from "@/lib/store/audit";
import { hashSecret } from "@/lib/store/secret";
import { insertSession } from "@/lib/store/sessions";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { serve } from "@/lib/web/serve";
import { changeAccess } from "./change-access";
import { createOrganization, homeOf, listOrganizations, setHome } from "./organizations";
import { readDeskView, readMe } from "./read-desk-view";
import { readOverview } from "./read-overview";
import { listOwnSessions } from "./sessions";
import { readSystemPermissionsOf } from "./system-permissions";
import { startViewing, stopViewing } from "./view-as";

const { owner } = useDatabase("base");

let asking: Principal | null = null;
vi.mock("@/lib/identity/page-principal", () => ({ pagePrincipal: async () => asking }));

interface Scene {
  readonly organizationId: string;
  readonly projectId: string;
  readonly person: FixtureMember;
  readonly other: FixtureMember;
  readonly operator: FixtureMember;
  readonly secret: string;
  /** Who the operator's session is now. */
  readonly now: () => Promise<Principal>;
}

async function makeScene(): Promise<Scene> {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const person = await makeMember(owner, { organizationId }, { role: "Owner" });
  const other = await makeMember(owner, { organizationId });
  const place = { organizationId: SYSTEM_ORGANIZATION };
  const operator = await makeMember(owner, place, { permissions: ["Operator", "SUPERUSER"] });
  const secret = `gds_${randomUUID()}`;
  await insertSession({
    kind: "CONSOLE",
    secretHash: hashSecret(secret),
    personId: operator.personId,
    organizationId: null,
    userAgent: null,
    lifetimeSeconds: 3600,
    idleSeconds: null,
  });
  const now = async () => {
    const principal = await principalOfSecret(secret, "console", "test");
    if (!principal) throw new Error("the session is worth nothing");
    return principal;
  };
  return { organizationId, projectId, person, other, operator, secret, now };
}

async function view(scene: Scene): Promise<Principal> {
  const started = await startViewing(await scene.now(), scene.person.personId, "ticket 4711");
  expect(started.ok).toBe(true);
  return scene.now();
}

/** Everything that a write could leave, but for traces of reading. */
async function trace(): Promise<unknown> {
  const { rows } = await owner.query(
    `select (select count(*) from audit_event) as events, (select sum(revision) from organization) as revisions,
      (select count(*) from organization) as organizations, (select count(*) from membership) as memberships,
      (select count(*) from session where revoked_at is not null) as ended, (select count(*) from api_token) as tokens,
      (select count(*) from person where default_organization_id is not null) as homes, (select count(*) from view_as) as views`,
  );
  return rows[0];
}

beforeEach(() => {
  asking = null;
});

test("an operator sees what the person sees, and nothing of his own", async () => {
  const scene = await makeScene();
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
  expect(desk.ok && desk.value.may).toMatchObject({ readPeople: true, changePeople: false, editSettings: false });
  expect((await readOverview(viewing, scene.organizationId)).ok).toBe(true);
  expect(await readDeskView(viewing, elsewhere)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  expect(await readDeskView(viewing, SYSTEM_ORGANIZATION)).toMatchObject({ ok: false });
});

test("of someone who may see little he sees as little", async () => {
  const scene = await makeScene();
  await startViewing(await scene.now(), scene.other.personId, "looks empty to her");
  const viewing = await scene.now();
  expect(await readOverview(viewing, scene.organizationId)).toMatchObject({ refusal: { code: "not-allowed" } });
  expect(await readSystemPermissionsOf(viewing, 1)).toMatchObject({ ok: false });
});

test("start and end stand in the audit with both names and the reason, and the chain stays whole", async () => {
  const scene = await makeScene();
  await view(scene);
  expect(await stopViewing(await scene.now())).toEqual({ ok: true, value: { personId: scene.person.personId } });
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

test("meanwhile no server action writes", async () => {
  const scene = await makeScene();
  asking = await view(scene);
  const { organizationId, other, person } = scene;
  const command = {
    organizationId,
    changes: [{ kind: "add-permission", member: other.memberId, permission: "view_items" }],
  };
  const note = { kind: "note", act: "sessions.revoked", person: other.personId, project: null };
  const before = await trace();
  const outcomes = [
    await actions.applyChanges(command),
    await actions.applyChanges({ organizationId: SYSTEM_ORGANIZATION, changes: [note] }),
    await actions.undoRevision({ organizationId, revision: 1 }),
    await actions.makeToken({ organizationId, name: "t", permissions: null, expiresAt: null }),
    await actions.foundOrganization({ name: "Another" }),
    await actions.rememberOrganization({ organizationId }),
    await actions.applySystemTicks({ personId: other.personId, add: [], remove: [] }),
    await actions.startView({ personId: other.personId, reason: "further" }),
    await actions.invitePeople({
      organizationId,
      people: [{ person: { email: "new@example.com" }, projectId: null, permissions: [], roleIds: [] }],
    }),
  ];
  for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
  expect(await trace()).toEqual(before);
  expect(person.personId).toBe(asking.actingAs?.personId);
});

test("meanwhile no operation writes, whoever calls it", async () => {
  const scene = await makeScene();
  const viewing = await view(scene);
  const { organizationId, other } = scene;
  const before = await trace();
  const refused = [
    await changeAccess(viewing, { organizationId, changes: [{ kind: "remove-member", member: other.memberId }] }),
    await changeAccess(viewing, {
      organizationId: SYSTEM_ORGANIZATION,
      changes: [{ kind: "note", act: "person.unlocked", person: other.personId, project: null }],
    }),
    await createOrganization(viewing, { name: "X", kind: "OTHER", status: "ACTIVE", domain: null }),
    await setHome(viewing, organizationId),
    await listOwnSessions(viewing),
  ];
  for (const result of refused) expect(result.ok).toBe(false);
  expect(await trace()).toEqual(before);
});

test("meanwhile the cookie is no credential for any write of an API, and still reads", async () => {
  const scene = await makeScene();
  const token = await encode({ token: { secret: scene.secret }, secret: process.env.NEXTAUTH_SECRET ?? "" });
  const cookie = { cookie: `session=${token}`, "sec-fetch-site": "same-origin" };
  const ask = (method: string, path: string) => {
    const answering = path.startsWith("/projects") ? projects : v1;
    return serve(answering)(new Request(`http://localhost/api/v1${path}`, { method, headers: cookie }));
  };
  const writes = [...v1.endpoints, ...projects.endpoints].filter(
    ({ auth, method }) => auth === "principal" && method !== "GET",
  );
  expect(writes.length).toBeGreaterThan(20);
  const fill = (path: string) => path.replaceAll(/:[a-z_]+/g, scene.organizationId);
  expect((await ask("PATCH", `/organizations/${scene.organizationId}`)).status).not.toBe(401);
  await view(scene);
  expect((await ask("GET", `/organizations/${scene.organizationId}`)).status).toBe(200);
  const before = await trace();
  for (const { method, path } of writes) expect((await ask(method, fill(path))).status).toBe(401);
  expect(await trace()).toEqual(before);
});

test("only an operator can, with a reason, and not as himself", async () => {
  const scene = await makeScene();
  const plain = { ...(await scene.now()), personId: scene.person.personId };
  expect(await startViewing(plain, scene.other.personId, "curious")).toMatchObject({ refusal: { code: "not-found" } });
  const operator = await scene.now();
  expect(await startViewing(operator, scene.person.personId, "  ")).toMatchObject({ refusal: { field: "reason" } });
  expect(await startViewing(operator, operator.personId, "me")).toMatchObject({ refusal: { code: "invalid" } });
  const token: Principal = { ...operator, credential: { kind: "token", id: randomUUID() } };
  expect(await startViewing(token, scene.person.personId, "by token")).toMatchObject({ ok: false });
});

test("once its time is over it shows nothing, and changes nothing until it is ended", async () => {
  const scene = await makeScene();
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
  const scene = await makeScene();
  await view(scene);
  await owner.query("delete from membership where id = $1", [scene.operator.memberId]);
  const over = await scene.now();
  expect(over.actingAs?.personId).toBe(scene.operator.personId);
  expect(await readDeskView(over, scene.organizationId)).toMatchObject({ refusal: { code: "not-found" } });
  expect((await stopViewing(over)).ok).toBe(true);
  expect((await scene.now()).actingAs).toBeUndefined();
});
