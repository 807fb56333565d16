import { beforeEach, expect, test, vi } from "vitest";
import * as actions from "@/app/(console)/actions";
import type { Principal } from "@/lib/core/principal";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { family as projects } from "@/lib/dialects/projects/family";
import { family as v1 } from "@/lib/dialects/v1/family";
import { useDatabase } from "@/lib/testing/database";
import { cookieOf, makeViewScene, trace, view } from "@/lib/testing/view-scene";
import { serve } from "@/lib/web/serve";
import { changeAccess } from "./change-access";
import { createOrganization, setHome } from "./organizations";
import { listOwnSessions } from "./sessions";

const { owner } = useDatabase("base");

let asking: Principal | null = null;
vi.mock("@/lib/identity/page-principal", () => ({ pagePrincipal: async () => asking }));
// Next gives a server action its request by this; a test has no Next around it.
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "sec-fetch-site": "same-origin" }) }));

beforeEach(() => {
  asking = null;
});

test("meanwhile no server action writes", async () => {
  const scene = await makeViewScene(owner);
  asking = await view(scene);
  const { organizationId, other } = scene;
  const command = {
    organizationId,
    changes: [{ kind: "add-permission", member: other.memberId, permission: "view_items" }],
  };
  const note = { kind: "note", act: "sessions.revoked", person: other.personId, project: null };
  const before = await trace(owner);
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
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
  expect(await trace(owner)).toEqual(before);
  await actions.stopView();
  asking = await scene.now();
  expect(await actions.applyChanges(command)).toMatchObject({ ok: true });
});

test("meanwhile no operation writes, whoever calls it", async () => {
  const scene = await makeViewScene(owner);
  const viewing = await view(scene);
  const { organizationId, other } = scene;
  const before = await trace(owner);
  const refused = [
    await changeAccess(viewing, {
      organizationId,
      changes: [{ kind: "remove-member", member: other.memberId }],
    }),
    await changeAccess(viewing, {
      organizationId: SYSTEM_ORGANIZATION,
      changes: [{ kind: "note", act: "person.unlocked", person: other.personId, project: null }],
    }),
    await createOrganization(viewing, { name: "X", kind: "OTHER", status: "ACTIVE", domain: null }),
    await setHome(viewing, organizationId),
    await listOwnSessions(viewing),
  ];
  for (const result of refused) expect(result.ok).toBe(false);
  expect(await trace(owner)).toEqual(before);
});

test("meanwhile the cookie is no credential for any write of an API, and still reads", async () => {
  const scene = await makeViewScene(owner);
  const headers = await cookieOf(scene);
  const ask = (method: string, path: string) => {
    const answering = path.startsWith("/projects") ? projects : v1;
    return serve(answering)(new Request(`http://localhost/api/v1${path}`, { method, headers }));
  };
  const writes = [...v1.endpoints, ...projects.endpoints].filter(
    ({ auth, method }) => auth === "principal" && method !== "GET",
  );
  expect(writes.length).toBeGreaterThan(20);
  const fill = (path: string) => path.replaceAll(/:[a-z_]+/g, scene.organizationId);
  expect((await ask("PATCH", `/organizations/${scene.organizationId}`)).status).not.toBe(401);
  await view(scene);
  expect((await ask("GET", `/organizations/${scene.organizationId}`)).status).toBe(200);
  const before = await trace(owner);
  for (const { method, path } of writes) expect((await ask(method, fill(path))).status).toBe(401);
  expect(await trace(owner)).toEqual(before);
});
