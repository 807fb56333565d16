import { verify } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { verifyAudit } from "@/lib/store/audit";
import { iso } from "@/lib/store/fragments";
import { hashSecret } from "@/lib/store/secret";
import { useDatabase } from "@/lib/testing/database";
import { announce } from "./announce";
import { clockOf } from "./clock";
import { ORGANIZATIONS } from "./organizations";
import { PEOPLE } from "./people";
import { PASSWORD, SAMPLE, TOKENS } from "./samples";

const { owner } = useDatabase("demo");

async function all<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(sql, values)).rows;
}

test("the samples of seeds 000 and 001 are at home, and will have an effect", async () => {
  const sql = `select m.status, m.organization_id, array(select r.name from role_assignment a join role r on r.id = a.role_id where a.membership_id = m.id) as roles,
    exists (select from permission_grant g where g.membership_id = m.id and g.permission_id = any($2)) or exists (
      select from role_assignment a join role_permission rp on rp.role_id = a.role_id
      where a.membership_id = m.id and rp.permission_id = any($2)) as holds
    from membership m where m.id = $1`;
  expect(await all(sql, [SAMPLE.member, SAMPLE.permissions])).toEqual([
    { status: "ACTIVE", organization_id: ORGANIZATIONS.retailer.id, roles: ["Viewer"], holds: false },
  ]);
});

test("every printed token is stored by its hash, and belongs to whom the announcement says", async () => {
  const sql =
    "select t.name, t.organization_id, t.expires_at, t.redacted from api_token t where t.secret_hash = $1";
  const found = await Promise.all(Object.values(TOKENS).map(({ secret }) => all(sql, [hashSecret(secret)])));
  expect(found.flat()).toHaveLength(4);
  expect(found[0]).toEqual([
    {
      name: "Sample client",
      organization_id: ORGANIZATIONS.retailer.id,
      expires_at: null,
      redacted: expect.stringMatching(/^a0f1.*3e5b$/),
    },
  ]);
  expect(announce("http://localhost:3000")).toContain(TOKENS.crux.secret);
});

test("the organization and the role of seed 002's sample are there", async () => {
  const sql =
    "select o.name, r.name as role from organization o join role r on r.organization_id = o.id where o.id = $1 and r.id = $2";
  expect(await all(sql, [SAMPLE.organization, SAMPLE.role])).toEqual([
    { name: "Lumen Forge", role: SAMPLE.roleName },
  ]);
});

test("seed 003's UserId 1 may deposit and withdraw, and may not trade yet", async () => {
  const sql = `select array(select x.name from permission_grant g join permission x on x.id = g.permission_id where g.membership_id = m.id order by 1) as names
    from person p join membership m on m.person_id = p.id where p.number = 1`;
  expect(await all(sql)).toEqual([{ names: ["Deposit", "Withdraw"] }]);
});

test("the project, the membership and the person of seed 004's sample belong together, beside another administrator", async () => {
  const sql = `select p.email, ${iso("p.created_at")} as since, (
      select count(*)::int from permission_grant g join membership o on o.id = g.membership_id join permission x on x.id = g.permission_id
      where o.project_id = m.project_id and o.id <> m.id and x.name = 'CAN_PERFORM_ADMIN_ACTIONS') as administrators
    from membership m join person p on p.id = m.person_id where m.id = $1 and m.project_id = $2 and p.id = $3`;
  const [row] = await all<{ administrators: number }>(sql, [
    SAMPLE.projectMember,
    SAMPLE.project,
    SAMPLE.person,
  ]);
  expect(row).toMatchObject({ email: SAMPLE.personEmail, since: "2023-11-07T05:31:56.000Z" });
  expect(row?.administrators).toBeGreaterThan(0);
});

test("the organizations have their sizes, one default project each, and hundreds of system permissions", async () => {
  const members = await all(`select o.name, count(m.id)::int as people from organization o
    left join membership m on m.organization_id = o.id and m.project_id is null and m.status <> 'INVITED' group by 1 order by 2`);
  expect(members).toEqual([
    { name: "Casa Verde Olives", people: 2 },
    { name: "System", people: 7 },
    { name: "Lumen Forge", people: 13 },
    { name: "Alpenhof Dairy", people: 25 },
    { name: "Northwind Grocers", people: 58 },
  ]);
  const projects =
    "select o.id from organization o where o.kind <> 'SYSTEM' and 1 <> (select count(*) from project p where p.organization_id = o.id and p.is_default)";
  expect(await all(projects)).toEqual([]);
  const [permissions] = await all<{ count: number }>(
    "select count(*)::int from permission where level = 'SYSTEM'",
  );
  expect(permissions?.count).toBeGreaterThanOrEqual(300);
});

test("there is something to see: what waits, what ends soon, who is out", async () => {
  const [seen] = await all(`select
    (select count(*)::int from invitation where status = 'pending' and expires_at > now()) as pending,
    (select count(*)::int from invitation where status = 'cancelled') as cancelled,
    (select count(*)::int from permission_grant where expires_at between now() + interval '1 day' and now() + interval '11 days') as grants_ending,
    (select count(*)::int from role_assignment where expires_at between now() + interval '1 day' and now() + interval '11 days') as roles_ending,
    (select count(*)::int from membership where status = 'SUSPENDED') as suspended,
    (select count(*)::int from person where locked_at is not null) as locked,
    (select count(*)::int from (select from membership where project_id is null group by person_id having count(*) >= 3) as each) as everywhere`);
  expect(seen).toEqual({
    pending: 7,
    cancelled: 1,
    grants_ending: 7,
    roles_ending: 3,
    suspended: 3,
    locked: 1,
    everywhere: 1,
  });
});

test("an operator has opened one gate, and one person went through it", async () => {
  const sql = `select p.name, (select count(*)::int from permission_grant h join membership m on m.id = h.membership_id
      where h.permission_id = g.permission_id and m.project_id = g.project_id) as holders
    from permission_gate g join project p on p.id = g.project_id`;
  expect(await all(sql)).toEqual([{ name: "Support desk", holders: 1 }]);
});

test("every organization has someone who may change people for good, and so has every project with members", async () => {
  const sql = `select s.name from (
      select o.id, o.id as organization_id, null::uuid as project_id, o.name, case o.kind when 'SYSTEM' then 'Operator' else 'edit_org_users' end as needed from organization o
      union all select p.id, p.organization_id, p.id, p.name, 'CAN_PERFORM_ADMIN_ACTIONS' from project p
        where exists (select from membership m where m.project_id = p.id)
    ) as s where not exists (
      select from membership m join permission x on x.name = s.needed
      where m.organization_id = s.organization_id and m.project_id is not distinct from s.project_id and m.status = 'ACTIVE' and (
        exists (select from permission_grant g where g.membership_id = m.id and g.permission_id = x.id and g.expires_at is null)
        or exists (select from role_assignment a join role_permission rp on rp.role_id = a.role_id
          where a.membership_id = m.id and rp.permission_id = x.id and a.expires_at is null)))`;
  expect(await all(sql)).toEqual([]);
});

test("the audit of every organization is chained from its first event to its head", async () => {
  const organizations = await all<{ id: string }>("select id from organization");
  for (const { id } of organizations) expect(await verifyAudit(id)).toMatchObject({ intact: true });
  expect(organizations).toHaveLength(5);
});

test("nothing happened before its time: the audit's times rise, and none lies ahead", async () => {
  const sql = `select 1 from (select at, lag(at) over (partition by organization_id order by revision, sequence) as before from audit_event) as e
    where e.at < e.before or e.at > now()`;
  expect(await all(sql)).toEqual([]);
});

test("everyone who can sign in has the announced password", async () => {
  const hashes = await all<{ password_hash: string }>(
    "select distinct password_hash from person where password_hash is not null",
  );
  expect(hashes).toHaveLength(1);
  expect(await verify(hashes[0]?.password_hash ?? "", PASSWORD)).toBe(true);
  expect(new Set(PEOPLE.map(({ handle }) => handle)).size).toBe(PEOPLE.length);
});

test("the days are those before loading, whatever the hour", () => {
  const early = clockOf(new Date("2026-03-01T00:00:01Z"));
  const late = clockOf(new Date("2026-03-01T23:59:59Z"));
  expect(early.ago(1, "23:59")).toBe(late.ago(1, "23:59"));
  expect(early.ago(1, "23:59") < "2026-03-01").toBe(true);
  expect(early.ahead(2)).toBe("2026-03-03T17:00:00.000Z");
});
