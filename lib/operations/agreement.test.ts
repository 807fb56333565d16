import { expect, test } from "vitest";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { readRoles } from "@/lib/store/catalogue";
import { store } from "@/lib/store/database";
import { readRoleHolders } from "@/lib/store/role-holders";
import { useDatabase } from "@/lib/testing/database";
import { type FixtureMember, makeMember, makeOrganization, makeProject } from "@/lib/testing/fixtures";
import { makePermission } from "@/lib/testing/permissions";
import { evaluateAccess } from "./evaluate-access";
import { checkAccess } from "./explain-access";
import { listAccess } from "./list-access";
import { listMembers } from "./list-members";
import { readOverview } from "./read-overview";
import { searchPeople } from "./search-access";
import { listHolders } from "./who-holds";

const { owner } = useDatabase("base");

const got = <T>(result: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};

/** Which of the people hold it now, by each way to ask. */
async function answers(
  boss: FixtureMember,
  { organizationId, projectId }: { readonly organizationId: string; readonly projectId?: string },
  name: string,
  people: readonly FixtureMember[],
) {
  const place = projectId === undefined ? { organizationId } : { projectId };
  const page = { limit: 100 };
  const ids = (found: readonly string[]) =>
    people.flatMap(({ personId }, at) => (found.includes(personId) ? [at] : []));
  const asking = people.map(async ({ personId }) => ({
    personId,
    checked: got(
      await checkAccess(boss.principal, organizationId, { who: { personId }, projectId, permission: name }),
    ).held,
    decided: got(await evaluateAccess(boss.principal, place, { who: { personId }, permission: name })).held,
  }));
  const asked = await Promise.all(asking);
  const listed = got(
    await listAccess(boss.principal, organizationId, projectId, { ...page, after: null }),
  ).people;
  const now = {
    checked: ids(asked.filter(({ checked }) => checked).map(({ personId }) => personId)),
    decided: ids(asked.filter(({ decided }) => decided).map(({ personId }) => personId)),
    listed: ids(
      listed.flatMap(({ person, permissions }) => (permissions.includes(name) ? [person.personId] : [])),
    ),
    searched: ids(got(await searchPeople(boss.principal, place, name, page)).found.map(({ id }) => id)),
  };
  return now;
}

test("nothing leads through a permission that the organization does not see, whoever is asked", async () => {
  const organizationId = await makeOrganization(owner, "SUPPLIER");
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const wanted = await makePermission(owner, "wanted");
  await makePermission(owner, "unseen", { visibility: "RETAILER", implies: ["wanted"] });
  await makePermission(owner, "leading", { implies: ["unseen"] });
  const hold = (permission: string) => makeMember(owner, { organizationId }, { permissions: [permission] });
  const people = [await hold("wanted"), await hold("unseen"), await hold("leading")];
  const first = [0];
  expect(await answers(boss, { organizationId }, "wanted", people)).toEqual({
    checked: first,
    decided: first,
    listed: first,
    searched: first,
  });
  const [holder] = people;
  const place = { permissionId: wanted, projectId: undefined };
  const held = got(await listHolders(boss.principal, organizationId, place, { limit: 10 }));
  expect(held.holders.map(({ member }) => member.id)).toEqual([holder?.memberId]);
  const filtered = got(
    await listMembers(boss.principal, { organizationId }, { permissionId: wanted }, { limit: 10 }),
  );
  expect(filtered.people.map(({ member }) => member.id)).toEqual([holder?.memberId]);
  const { reach } = got(await readOverview(boss.principal, organizationId));
  const total = reach.find(({ permissionId }) => permissionId === wanted)?.total;
  expect(total).toBe(1);
});

test("who waits, is suspended here or everywhere, and what has run out, is held by nobody, whoever is asked", async () => {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const hold = (status: string) =>
    makeMember(owner, { organizationId }, { permissions: ["view_items"], status });
  const people = [
    await hold("ACTIVE"),
    await hold("INVITED"),
    await hold("SUSPENDED"),
    await hold("ACTIVE"),
    await hold("ACTIVE"),
  ];
  await owner.query("update person set suspended_at = now() where id = $1", [people[3]?.personId]);
  await owner.query("update permission_grant set expires_at = now() where membership_id = $1", [
    people[4]?.memberId,
  ]);
  const first = [0];
  const wanted = { checked: first, decided: first, listed: first, searched: first };
  expect(await answers(boss, { organizationId }, "view_items", people)).toEqual(wanted);
});

test("in an organization that is closed nobody holds anything, in its projects neither, whoever is asked", async () => {
  const organizationId = await makeOrganization(owner);
  const projectId = await makeProject(owner, organizationId);
  const operator = await makeMember(
    owner,
    { organizationId: SYSTEM_ORGANIZATION },
    { permissions: ["Operator"] },
  );
  const person = await makeMember(owner, { organizationId }, { role: "Owner" });
  const name = "CAN_PERFORM_ADMIN_ACTIONS";
  await makeMember(owner, { organizationId, projectId }, { personId: person.personId, permissions: [name] });
  const all = { checked: [0], decided: [0], listed: [0], searched: [0] };
  const nobody = { checked: [], decided: [], listed: [], searched: [] };
  const ask = async () => [
    await answers(operator, { organizationId }, "view_items", [person]),
    await answers(operator, { organizationId, projectId }, name, [person]),
  ];
  expect(await ask()).toEqual([all, all]);
  await owner.query("update organization set status = 'DEACTIVATED' where id = $1", [organizationId]);
  expect(await ask()).toEqual([nobody, nobody]);
});

test("in a project its own rows and what the organization gives count, whoever is asked; what is elsewhere does not", async () => {
  const organizationId = await makeOrganization(owner);
  const [projectId, elsewhere] = [
    await makeProject(owner, organizationId),
    await makeProject(owner, organizationId, "Elsewhere"),
  ];
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const name = "CAN_PERFORM_ADMIN_ACTIONS";
  const here = (holds = {}) => makeMember(owner, { organizationId, projectId }, holds);
  const above = (status: string) =>
    makeMember(owner, { organizationId }, { permissions: ["edit_org_users"], status });
  const admin = { permissions: [name] };
  const both = async (status: string) => here({ personId: (await above(status)).personId });
  const inAnother = await makeMember(owner, { organizationId, projectId: elsewhere }, admin);
  const people = [
    await here(admin),
    await here({ role: "Project admin" }),
    await both("ACTIVE"),
    await above("ACTIVE"),
    await both("INVITED"),
    await both("SUSPENDED"),
    await here({ personId: inAnother.personId }),
    await here(admin),
    await here({ role: "Project admin" }),
  ];
  const ended = people.slice(-2).map(({ memberId }) => memberId);
  for (const table of ["permission_grant", "role_assignment"])
    await owner.query(`update ${table} set expires_at = now() where membership_id = any($1)`, [ended]);
  const all = [0, 1, 2, 3];
  // The list is of the project's own people.
  const wanted = { checked: all, decided: all, listed: [0, 1, 2], searched: all };
  expect(await answers(boss, { organizationId, projectId }, name, people)).toEqual(wanted);
});

test("who had a role until yesterday is counted by nobody", async () => {
  const organizationId = await makeOrganization(owner);
  const has = () => makeMember(owner, { organizationId }, { role: "Owner" });
  const [, { memberId }] = [await has(), await has()];
  await owner.query("update role_assignment set expires_at = now() where membership_id = $1", [memberId]);
  const role = (await readRoles(organizationId, "ORGANIZATION")).find(({ name }) => name === "Owner");
  const id = role?.id ?? "";
  const { counts } = await readRoleHolders(store().pool, organizationId, [id], 10);
  expect([role?.holders, counts[id]]).toEqual([1, 1]);
});

test("an operator asks anywhere, and what he holds as one is nothing that he holds there", async () => {
  const name = "view_org_users";
  const organizationId = await makeOrganization(owner);
  const system = { organizationId: SYSTEM_ORGANIZATION };
  const operator = await makeMember(owner, system, { permissions: ["Operator"] });
  await makeMember(owner, { organizationId }, { personId: operator.personId });
  const other = await makeMember(owner, { organizationId }, { permissions: [name] });
  const stranger = await makeMember(owner, { organizationId: await makeOrganization(owner) });
  const wanted = { checked: [1], decided: [1], listed: [1], searched: [1] };
  expect(await answers(operator, { organizationId }, name, [operator, other])).toEqual(wanted);
  const about = { who: { personId: other.personId }, permission: name };
  expect(await evaluateAccess(stranger.principal, { organizationId }, about)).toMatchObject({ ok: false });
});

test("a credential that is narrowed asks by what it is narrowed to, and by what that brings along", async () => {
  const organizationId = await makeOrganization(owner);
  const boss = await makeMember(owner, { organizationId }, { role: "Owner" });
  const { personId } = await makeMember(owner, { organizationId }, { permissions: ["view_items"] });
  const leading = await makePermission(owner, "leads_to_people", { implies: ["view_org_users"] });
  const other = await makePermission(owner, "leads_nowhere");
  const about = { who: { personId }, permission: "view_items" };
  const asked = (narrowedTo: readonly string[]) =>
    evaluateAccess({ ...boss.principal, narrowedTo }, { organizationId }, about);
  expect(await asked([leading])).toEqual({ ok: true, value: { held: true } });
  expect(await asked([other])).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
});
