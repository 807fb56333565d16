import type { Client } from "pg";
import { hashSecret, redact } from "@/lib/store/secret";
import { accessOf, type Size } from "@/prisma/bulk/size";

/** Where requests go: an organization with its owner's token, and what there is to tick in it. */
export interface Place {
  readonly organization: string;
  readonly token: string;
  readonly members: readonly string[];
  readonly emails: readonly string[];
  readonly role: string;
}

export interface World {
  /** A hundred organizations of 250 people each. */
  readonly many: readonly Place[];
  /** The one large organization of the size that was loaded. */
  readonly large: Place;
  /** Names of permissions that anyone may hold: 300, or as many as the size has. */
  readonly permissions: readonly string[];
}

const ORGANIZATIONS = 100;
const PEOPLE = 250;

// Every id ends in the number of its organization, so that one script of pgbench can stand for all of them.
const idOf = (kind: string, of: number) => `${kind}-0000-4000-8000-${String(of).padStart(12, "0")}`;
const memberOf = (of: number, i: number) => idOf(`c000${String(i).padStart(4, "0")}`, of);
const emailOf = (of: number, i: number) => `p${i}@bench-${String(of).padStart(12, "0")}.example`;
/** The secret of an organization's owner. */
export const tokenOf = (of: number) => `gd_bench_${String(of).padStart(12, "0")}`;

/** Adds the hundred organizations to a database with the bulk data of `size`, as the tables' owner. Once. */
export async function loadWorld(client: Client, size: Size): Promise<World> {
  const there = await client.query("select from organization where id = $1", [idOf("b0000000", 0)]);
  if (there.rowCount === 0) await insertWorld(client);
  const { rows: permissions } = await client.query<{ name: string }>(
    "select name from permission where name like 'bulk\\_%' and level = 'ORGANIZATION' order by position limit 300",
  );
  const many = Array.from({ length: ORGANIZATIONS }, (_, of) => ({
    organization: idOf("b0000000", of),
    token: tokenOf(of),
    members: Array.from({ length: PEOPLE - 1 }, (_, i) => memberOf(of, i + 2)),
    emails: Array.from({ length: PEOPLE - 1 }, (_, i) => emailOf(of, i + 2)),
    role: idOf("d0000000", of),
  }));
  const [first] = many;
  // At S it is too small for what is ticked in it.
  const large = size === "S" && first ? first : await largeOf(client, size);
  return { many, large, permissions: permissions.map(({ name }) => name) };
}

async function largeOf(client: Client, size: Size): Promise<Place> {
  const { email, token } = accessOf(size);
  const { rows } = await client.query<{ organization: string; member: string; email: string; role: string }>(
    `select m.organization_id as organization, m.id as member, p.email,
      (select r.id from role r where r.organization_id = m.organization_id order by number limit 1) as role
     from membership m join person p on p.id = m.person_id
     where m.organization_id = (
       select t.organization_id from api_token t join person o on o.id = t.person_id
       where o.email = $1 and t.organization_id is not null limit 1) and p.email <> $1 and m.project_id is null
     order by p.email limit 250`,
    [email],
  );
  const [first] = rows;
  if (!first) throw new Error("The large organization is not there.");
  const members = rows.map(({ member }) => member);
  return {
    organization: first.organization,
    token,
    members,
    emails: rows.map((row) => row.email),
    role: first.role,
  };
}

async function insertWorld(client: Client): Promise<void> {
  await client.query("set grantdesk.keeper = 'on'");
  await client.query("begin");
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query(
    `insert into api_token (person_id, organization_id, name, secret_hash, redacted)
     select x.person, x.organization, 'Bench', x.hash, x.redacted
     from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::text[]) as x (person, organization, hash, redacted)`,
    tokens(),
  );
  await client.query("commit");
  await client.query("vacuum (analyze)");
}

function tokens() {
  const all = Array.from({ length: ORGANIZATIONS }, (_, of) => of);
  return [
    all.map((of) => idOf("a0000001", of)),
    all.map((of) => idOf("b0000000", of)),
    all.map((of) => hashSecret(tokenOf(of))),
    all.map((of) => redact(tokenOf(of))),
  ];
}

const id = (kind: string) => `(${kind} || '-0000-4000-8000-' || lpad(o::text, 12, '0'))::uuid`;
const ORGANIZATION = id("'b0000000'");
const PERSON = id("'a000' || lpad(i::text, 4, '0')");
const MEMBER = id("'c000' || lpad(i::text, 4, '0')");
const ROLE = id("'d0000000'");
const ALL = `generate_series(0, ${ORGANIZATIONS - 1}) as o`;
const EVERYONE = `${ALL} cross join generate_series(1, ${PEOPLE}) as i`;

const STATEMENTS = [
  `insert into organization (id, name, kind, activated_at) select ${ORGANIZATION}, 'Bench ' || o, 'RETAILER', now() from ${ALL}`,
  `insert into project (organization_id, name, is_default) select ${ORGANIZATION}, 'Default', true from ${ALL}`,
  `insert into person (id, email, first_name, last_name, email_verified_at)
   select ${PERSON}, 'p' || i || '@bench-' || lpad(o::text, 12, '0') || '.example', 'Person', i::text, now() from ${EVERYONE}`,
  `insert into membership (id, person_id, organization_id, organization_level)
   select ${MEMBER}, ${PERSON}, ${ORGANIZATION}, 'ORGANIZATION' from ${EVERYONE}`,
  `insert into role (id, organization_id, level, name) select ${ROLE}, ${ORGANIZATION}, 'ORGANIZATION', 'Bench role' from ${ALL}`,
  `insert into role_permission (role_id, home, permission_id, level)
   select ${ROLE}, ${ORGANIZATION}, p.id, 'ORGANIZATION' from ${ALL}
   cross join (select id from permission where name like 'bulk\\_%' order by position limit 5) p`,
  `insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
   select ${MEMBER}, r.id, r.home, ${ORGANIZATION}, 'ORGANIZATION' from ${ALL} cross join (values (1)) as owner (i)
   join role r on r.organization_id is null and r.level = 'ORGANIZATION' and r.name = 'Owner'`,
  `insert into permission_grant (membership_id, permission_id, organization_id, level)
   select ${MEMBER}, p.id, ${ORGANIZATION}, 'ORGANIZATION' from ${EVERYONE}
   cross join lateral (select id from permission where name like 'bulk\\_%' order by position desc limit 5) p where i > 60`,
];
