import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Effect, NOBODY } from "@/lib/core/effect";
import { readAccessPage } from "@/lib/store/access-page";
import { apply } from "@/lib/store/apply";
import { readActors, readAuditRows } from "@/lib/store/audit";
import { readRoles } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { readHoldings } from "@/lib/store/holdings";
import { readInvitations, readTokens } from "@/lib/store/lists";
import { readMembers } from "@/lib/store/members";
import { readProjectMemberships } from "@/lib/store/organization-people";
import { readPeopleNumbers, readSoon } from "@/lib/store/overview";
import { readProjectNumbers } from "@/lib/store/project-numbers";
import { readRoleHolders } from "@/lib/store/role-holders";
import { readSnapshot } from "@/lib/store/snapshot";
import {
  findInvitationProject,
  findMembershipProject,
  hasProject,
  readActivePlaces,
} from "@/lib/store/whereabouts";
import { useDatabase } from "@/lib/testing/database";
import { withoutFilters } from "@/lib/testing/filters";
import { type Furnished, furnish } from "@/lib/testing/wall-scene";
import { report } from "./report";

const { owner, ownerUrl, appUrl } = useDatabase("base");
const walled = new pg.Pool({ connectionString: appUrl, max: 2 });
const passing = new pg.Pool({ connectionString: ownerUrl, max: 2 });
afterAll(() => Promise.all([walled.end(), passing.end()]));

let here: Furnished;
let there: Furnished;
beforeAll(async () => {
  here = await furnish(owner);
  there = await furnish(owner);
});

const all = { limit: 100, offset: 0 };
const pool = () => store().pool;
const scope = () => ({ organizationId: here.organizationId, projectId: null });

/** Asked for by someone here, with everything named that is there; JSON tells what came back. */
const READS: Readonly<Record<string, () => Promise<unknown>>> = {
  snapshot: () =>
    readSnapshot(
      pool(),
      here.boss.principal,
      { organizationId: here.organizationId },
      {
        memberIds: [there.bob.memberId],
        personIds: [there.bob.personId],
        emails: [there.boss.email],
        roleIds: [there.roleId],
        editedRoleIds: [there.roleId],
        endedRoleIds: [there.roleId],
        endedProjectIds: [there.projectId],
        projectIds: [there.projectId],
        invitationIds: [there.invitationId],
        tokenIds: [there.tokenId],
        permissions: [],
        names: ["own", "apollo"],
        wantsDefaults: true,
        wantsWebhooks: true,
        wantsCatalogue: true,
        unusedPermissions: [],
        canDemote: true,
      },
    ),
  holdings: () =>
    readHoldings(
      here.boss.principal,
      { organizationId: here.organizationId },
      { personIds: [there.bob.personId], emails: [there.boss.email], permissions: ["view_items"] },
    ),
  members: () => readMembers(pool(), scope(), {}, all),
  "project members": () =>
    readMembers(pool(), { organizationId: here.organizationId, projectId: there.projectId }, {}, all),
  access: () => readAccessPage({ ...scope(), projectId: null }, { limit: 100, after: null }),
  "project access": () =>
    readAccessPage(
      { organizationId: here.organizationId, projectId: there.projectId },
      { limit: 100, after: null },
    ),
  invitations: () => readInvitations(scope(), {}, all),
  tokens: () => readTokens({ organizationId: here.organizationId }),
  audit: () => readAuditRows(here.organizationId, {}, { limit: 100 }),
  actors: async () => (await readActors(here.organizationId)).includes(there.boss.personId) && there.marks,
  roles: () => readRoles(here.organizationId, "ORGANIZATION"),
  holders: () => readRoleHolders(pool(), here.organizationId, [there.roleId], 10),
  "project memberships": () =>
    readProjectMemberships(here.organizationId, { personIds: [there.bob.personId] }),
  "people in numbers": async () =>
    JSON.stringify(
      (await readPeopleNumbers(here.organizationId, "ORGANIZATION", "edit_org_users")).administrators,
    ),
  "what ends soon": () => readSoon(here.organizationId),
  "projects in numbers": async () =>
    [...(await readProjectNumbers(here.organizationId, [there.projectId], "CAN_VIEW_DATA")).values()].some(
      ({ joined }) => joined > 0,
    ) && there.marks,
  "membership's project": async () =>
    (await findMembershipProject(here.organizationId, there.inProject.memberId)) ?? null,
  "invitation's project": async () =>
    (await findInvitationProject(here.organizationId, there.invitationId)) === null && there.marks,
  project: async () => (await hasProject(here.organizationId, there.projectId)) && there.marks,
  "active places": async () => readActivePlaces(here.organizationId, there.bob.personId),
};

const leaks = (answer: unknown): boolean => {
  // What was only named in the question is not an answer.
  const text = JSON.stringify(answer) ?? "";
  return there.marks.some((mark) => text.includes(mark));
};

test("with the application's filters cut out, one by one and all, nothing of another organization is read", async () => {
  let cases = 0;
  const wrong: string[] = [];
  const harmless: string[] = [];
  for (const [name, read] of Object.entries(READS)) {
    const { filters } = await withoutFilters(walled, "all", read);
    expect(filters, name).toBeGreaterThan(0);
    for (const cut of [...Array(filters).keys(), "all"] as const) {
      const { answer } = await withoutFilters(walled, cut, read);
      cases++;
      if (leaks(answer)) wrong.push(`${name} ${cut}`);
    }
    // The control: past the wall the same statement does leak.
    if (!leaks((await withoutFilters(passing, "all", read)).answer)) harmless.push(name);
  }
  await report({ promise: "A second wall stands between organizations", cases, wrong: wrong.length });
  expect(wrong).toEqual([]);
  expect(harmless).toEqual([]);
});

test("a decision about another organization's rows writes none of them", async () => {
  const before = await rowsThere();
  await decide(walled);
  expect(await rowsThere()).toEqual(before);
  await decide(passing);
  expect(await rowsThere()).not.toEqual(before);
});

test("a statement that names no organization fails, also on a connection that has named one before", async () => {
  const client = await walled.connect();
  try {
    await expect(client.query("select * from membership")).rejects.toThrow();
    await readMembers(client, scope(), {}, all);
    await expect(client.query("select * from membership")).rejects.toThrow();
    const { rows } = await client.query(
      "select current_setting('grantdesk.tenants') as tenants, current_setting('plan_cache_mode') as mode",
    );
    expect(rows).toEqual([{ tenants: "", mode: "auto" }]);
  } finally {
    client.release();
  }
});

async function decide(through: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ revision: string }>(
    "select revision from organization where id = $1",
    [here.organizationId],
  );
  await apply(through, here.boss.principal, {
    organizationId: here.organizationId,
    revision: Number(rows[0]?.revision),
    systemRevision: null,
    auditHead: "",
    at: new Date().toISOString(),
    effects: writes(),
    secretHashes: {},
  });
}

function writes(): Effect[] {
  const at = {
    ...NOBODY,
    projectId: there.projectId,
    membershipId: there.bob.memberId,
    roleId: there.roleId,
  };
  const bob = { status: "SUSPENDED", organizationLevel: "ORGANIZATION", stranger: null };
  const name = { name: "Taken over", description: null, level: "ORGANIZATION", isDefault: false };
  return [
    { ...at, kind: "member.suspended", before: { ...bob, status: "ACTIVE" }, after: bob },
    { ...at, kind: "role.renamed", before: name, after: name },
    { ...at, kind: "project.renamed", before: name, after: name },
    { ...at, kind: "member.removed", membershipId: there.inProject.memberId, before: bob, after: null },
  ] as Effect[];
}

async function rowsThere(): Promise<unknown> {
  const { rows } = await owner.query(
    `select (select jsonb_agg(to_jsonb(m) order by m.id) from membership m where m.organization_id = $1) as members,
       (select jsonb_agg(to_jsonb(r) order by r.id) from role r where r.organization_id = $1) as roles,
       (select jsonb_agg(to_jsonb(p) order by p.id) from project p where p.organization_id = $1) as projects`,
    [there.organizationId],
  );
  return rows[0];
}
