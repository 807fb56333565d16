import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Change } from "@/lib/core/change";
import type { Principal } from "@/lib/core/principal";
import { useDatabase } from "@/lib/testing/database";
import { makeMember } from "@/lib/testing/fixtures";
import {
  auditKinds,
  idOf,
  makeOrganizationScene,
  type OrganizationScene,
} from "@/lib/testing/organization-scene";
import { undo } from "./audit";
import { changeAccess } from "./change-access";

const { owner } = useDatabase("base");

let scene: OrganizationScene;
let viewer: string;
beforeEach(async () => {
  scene = await makeOrganizationScene(owner);
  viewer = await idOf(owner, "role", "Viewer");
});

async function change(principal: Principal, one: Change): Promise<string> {
  const { organizationId } = scene;
  const result = await changeAccess(principal, { organizationId, changes: [one] });
  return result.ok ? "ok" : result.refusal.code;
}

const letIn = (principal: Principal, domains: readonly string[], role = viewer) =>
  change(principal, { kind: "set-joining", joining: { domains, role } });

async function stored() {
  const { rows } = await owner.query(
    "select joining_domains, joining_role_id from organization where id = $1",
    [scene.organizationId],
  );
  return rows[0];
}

test("who may edit settings lets the people of his own domain in, on record, and takes it back", async () => {
  const { boss, member, organizationId } = scene;
  expect(await letIn(member.principal, ["example.com"])).toBe("not-allowed");
  expect(await letIn(boss.principal, [" Example.COM", "example.com"])).toBe("ok");
  expect(await letIn(boss.principal, ["example.com"])).toBe("ok");
  expect(await stored()).toEqual({ joining_domains: ["example.com"], joining_role_id: viewer });
  expect(await auditKinds(owner, organizationId)).toEqual(["organization.joining-set"]);
  expect((await undo(boss.principal, organizationId, 1)).ok).toBe(true);
  expect(await stored()).toEqual({ joining_domains: [], joining_role_id: null });
});

test("nobody lets others in with what he does not hold himself", async () => {
  const { organizationId } = scene;
  const clerk = await makeMember(owner, { organizationId }, { permissions: ["edit_org_settings"] });
  expect(await letIn(clerk.principal, ["example.com"], await idOf(owner, "role", "Owner"))).toBe(
    "above-your-own",
  );
  expect(await stored()).toEqual({ joining_domains: [], joining_role_id: null });
});

test("a domain where he has no proven address himself, everyone's domain and no domain are refused", async () => {
  const { boss } = scene;
  expect(await letIn(boss.principal, ["elsewhere.example"])).toBe("not-allowed");
  for (const bad of ["gmail.com", "example", "a b.com", "@example.com", "exa_mple.com", ""])
    expect([bad, await letIn(boss.principal, [bad])]).toEqual([bad, "invalid"]);
  expect(await letIn(boss.principal, [])).toBe("invalid");
  await owner.query("update person set email_verified_at = null where id = $1", [boss.personId]);
  expect(await letIn(boss.principal, ["example.com"])).toBe("not-allowed");
});

test("a role of another level or organization lets nobody in, and one by which people join is not deleted", async () => {
  const { boss, organizationId, foreignId } = scene;
  const project = await idOf(owner, "role", "Project viewer");
  expect(await letIn(boss.principal, ["example.com"], project)).toBe("invalid");
  const make = async (home: string) => {
    const { rows } = await owner.query(
      "insert into role (organization_id, level, name) values ($1, 'ORGANIZATION', 'Own') returning id",
      [home],
    );
    return String(rows[0].id);
  };
  expect(await letIn(boss.principal, ["example.com"], await make(foreignId))).toBe("not-found");
  const own = await make(organizationId);
  expect(await letIn(boss.principal, ["example.com"], own)).toBe("ok");
  expect(await change(boss.principal, { kind: "delete-role", role: own })).toBe("wrong-state");
  expect(await change(boss.principal, { kind: "set-joining", joining: null })).toBe("ok");
  expect(await change(boss.principal, { kind: "delete-role", role: own })).toBe("ok");
});

const join = (personId: string, role = viewer): Change => ({
  kind: "join-by-domain",
  member: randomUUID(),
  person: { personId },
  role,
  assignment: randomUUID(),
});

test("who is there already, in whatever state, stays as he is when he comes by his domain", async () => {
  const { boss, organizationId } = scene;
  const out = await makeMember(owner, { organizationId }, { status: "SUSPENDED" });
  expect(await letIn(boss.principal, ["example.com"])).toBe("ok");
  expect(await change(out.principal, join(out.personId))).toBe("ok");
  const { rows } = await owner.query("select status from membership where person_id = $1", [out.personId]);
  expect(rows).toEqual([{ status: "SUSPENDED" }]);
  expect(await auditKinds(owner, organizationId)).toEqual(["organization.joining-set"]);
});

test("nobody joins where the setting does not say so, nor with another role than its own", async () => {
  const { boss, stranger } = scene;
  expect(await change(stranger.principal, join(stranger.personId))).toBe("not-found");
  expect(await letIn(boss.principal, ["example.com"])).toBe("ok");
  const ownerRole = await idOf(owner, "role", "Owner");
  expect(await change(stranger.principal, join(stranger.personId, ownerRole))).toBe("not-found");
  await owner.query("update person set email = $2 where id = $1", [
    stranger.personId,
    `${randomUUID()}@other.example`,
  ]);
  expect(await change(stranger.principal, join(stranger.personId))).toBe("not-found");
});
