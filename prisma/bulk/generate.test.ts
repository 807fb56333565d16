import { beforeAll, expect, test } from "vitest";
import { withClient } from "@/lib/boot/connection";
import { verifyAudit } from "@/lib/store/audit";
import { hashSecret } from "@/lib/store/secret";
import { useDatabase } from "@/lib/testing/database";
import { generateBulk } from "./generate";
import { proveForeignKeys } from "./prove";
import { accessOf, SIZES } from "./size";

const { owner, ownerUrl } = useDatabase("base");
const { people, permissions, roles, grantsPerPerson, others } = SIZES.S;

const said: string[] = [];
const generate = () => withClient(ownerUrl, (client) => generateBulk(client, "S", (line) => said.push(line)));

beforeAll(generate);

async function all(sql: string, values: unknown[] = []): Promise<unknown[]> {
  return (await owner.query(sql, values)).rows;
}

test("a size has what it says: people, permissions, roles and grants", async () => {
  const sql = `select
    (select count(*)::int from membership m where m.organization_id = o.id) as people,
    (select count(*)::int from permission where name like 'bulk\\_%') as permissions,
    (select count(*)::int from role r where r.organization_id = o.id) as roles,
    (select count(*)::int from permission_grant g where g.organization_id = o.id) as grants,
    (select count(*)::int from organization) as organizations
    from organization o where o.name = 'Bulk S'`;
  expect(await all(sql)).toEqual([
    { people, permissions, roles, grants: people * grantsPerPerson, organizations: others + 2 },
  ]);
});

test("the audit of each of its organizations is chained as the product chains it", async () => {
  const { rows } = await owner.query<{ id: string }>("select id from organization");
  for (const { id } of rows) expect(await verifyAudit(id)).toMatchObject({ intact: true });
});

test("every row has its event and every event its row", async () => {
  const difference = (rows: string, events: string) =>
    all(`(${rows} except ${events}) union all (${events} except ${rows})`);
  const grants = await difference(
    "select membership_id, permission_id, granted_by, granted_at, expires_at from permission_grant",
    `select membership_id, permission_id, (after ->> 'grantedBy')::uuid, (after ->> 'grantedAt')::timestamptz, (after ->> 'expiresAt')::timestamptz
     from audit_event where kind = 'permission.added'`,
  );
  const assignments = await difference(
    "select id, membership_id, role_id, nullif(role_home, '00000000-0000-0000-0000-000000000000'), assigned_at from role_assignment",
    `select (after ->> 'id')::uuid, membership_id, role_id, (after ->> 'roleOrganizationId')::uuid, (after ->> 'assignedAt')::timestamptz
     from audit_event where kind = 'role.assigned'`,
  );
  const ofRoles = await difference(
    "select role_id, permission_id from role_permission where role_id in (select id from role where organization_id is not null)",
    "select role_id, permission_id from audit_event where kind = 'role.permission-added'",
  );
  const memberships = await difference(
    "select id, person_id, organization_id, created_at from membership",
    "select membership_id, person_id, organization_id, at from audit_event where kind = 'member.added'",
  );
  expect({ grants, assignments, ofRoles, memberships }).toEqual({
    grants: [],
    assignments: [],
    ofRoles: [],
    memberships: [],
  });
});

test("its owner can sign in, and the printed token is his", async () => {
  const { email, token } = accessOf("S");
  const sql =
    "select p.email from api_token t join person p on p.id = t.person_id where t.secret_hash = $1 and p.password_hash is not null";
  expect(await all(sql, [hashSecret(token)])).toEqual([{ email }]);
  expect(said.at(-1)).toContain(token);
});

test("a second run says that it is there, and changes nothing", async () => {
  const count =
    "select (select count(*) from permission_grant) as grants, (select count(*) from audit_event) as events";
  const before = await all(count);
  await generate();
  expect(said).toContain("Size S is there already.");
  expect(await all(count)).toEqual(before);
});

test("the closing proof finds a row whose foreign key leads nowhere", async () => {
  await withClient(ownerUrl, async (client) => {
    await proveForeignKeys(client);
    await client.query("begin; set local session_replication_role = replica");
    await client.query(
      "update permission_grant set granted_by = gen_random_uuid() where ctid = (select ctid from permission_grant limit 1)",
    );
    await expect(proveForeignKeys(client)).rejects.toThrow("permission_grant_granted_by_fkey");
    await client.query("rollback");
  });
});
