import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { changeAccess } from "@/lib/operations/change-access";
import { invite } from "@/lib/operations/invitations";
import { createOrganization } from "@/lib/operations/organizations";
import type { Door, Named, Someone, Target } from "@/lib/testing/doors/door";
import { giveKey } from "@/lib/testing/doors/keys";
import type { Level, Place } from "@/lib/testing/doors/level";
import { type FixtureMember, makeMember } from "@/lib/testing/fixtures";
import { join, type Model } from "./oracle";

/** One place, the boss at each door of its level, its people as the doors name them, and what the model says. */
export interface World {
  readonly owner: Pool;
  readonly place: Place;
  readonly level: Level;
  readonly doors: readonly Door[];
  /** Where the boss has a proven address, and nobody of another world. */
  readonly domain: string;
  readonly boss: FixtureMember;
  readonly bosses: ReadonlyMap<Door, Someone>;
  /** With what the boss writes besides the doors' own verbs. */
  readonly keys: { readonly token: string; readonly cookie: Readonly<Record<string, string>> };
  readonly targets: Map<string, Target>;
  readonly permissions: readonly Named[];
  readonly names: Map<string, string>;
  /** Given to whoever joins. */
  readonly defaults: readonly string[];
  /** Secrets of invitations that wait, by membership. */
  readonly secrets: Map<string, string>;
  model: Model;
  /** Where the audit stood before anything of this world. */
  readonly since: number;
  /** What the last command may be taken back to; undefined: it has no way back. */
  back: { readonly revision: number; readonly model: Model; readonly again: boolean } | undefined;
}

const PEOPLE = 3;

/** Made by the product's own commands, so that the audit knows all of it but the founder and the system's first operator. */
export async function makeWorld(owner: Pool, doors: readonly Door[]): Promise<World> {
  const [first] = doors;
  if (!first) throw new Error("no door leads to this level");
  const { level } = first;
  const domain = `${randomUUID()}.example`;
  const { boss, place } = await makePlace(owner, level, domain);
  const bosses = new Map<Door, Someone>();
  for (const door of doors) {
    const secret = await giveKey(owner, door.credential, boss.personId, null);
    bosses.set(door, { ...boss, number: 0, place, secret, headers: await door.present(secret) });
  }
  const token = await giveKey(owner, "token", boss.personId, null);
  const consoleDoor = doors.find(({ credential }) => credential === "CONSOLE");
  const cookie = (consoleDoor && bosses.get(consoleDoor)?.headers) ?? {};
  const words = await owner.query<Named & { is_default: boolean }>(
    "select id, 0 as number, name, is_default from permission where level = $1",
    [level.name],
  );
  const named = (name: string) => words.rows.find((each) => each.name === name) ?? [];
  const { rows: begun } = await owner.query<{ revision: number }>(
    "select revision::int from organization where id = $1",
    [place.organizationId],
  );
  const world: World = {
    since: level.name === "SYSTEM" ? (begun[0]?.revision ?? 0) : 0,
    ...{ owner, place, level, doors, domain, boss, bosses, keys: { token, cookie } },
    targets: new Map(),
    permissions: [level.keeps, level.first, level.second].flatMap(named),
    names: new Map(words.rows.map(({ id, name }) => [id, name])),
    defaults: words.rows.filter((each) => each.is_default).map(({ name }) => name),
    secrets: new Map(),
    model: { people: {}, roles: {}, tokens: {}, implies: await readImplied(owner, level), joining: null },
    back: undefined,
  };
  for (const name of [level.role, level.otherRole]) await addBuiltIn(world, name);
  for (let index = 0; index < PEOPLE; index++) await addKnown(world);
  return world;
}

async function makePlace(
  owner: Pool,
  level: Level,
  domain: string,
): Promise<{ boss: FixtureMember; place: Place }> {
  if (level.name === "SYSTEM") {
    const place = await level.makePlace(owner);
    const boss = await makeMember(owner, place, { permissions: ["Operator", "SUPERUSER"] });
    return { boss, place };
  }
  const founder = await makePerson(owner, domain);
  const name = `Organization ${randomUUID()}`;
  const kind = { kind: "RETAILER", status: "ACTIVE", domain: null } as const;
  const founded = await createOrganization(founder.principal, { name, ...kind });
  if (!founded.ok) throw new Error(founded.refusal.message);
  const organizationId = founded.value.id;
  if (level.name === "ORGANIZATION") return { boss: founder, place: { organizationId } };
  const projectId = randomUUID();
  const change = { kind: "create-project", project: projectId, name: "Apollo" } as const;
  const made = await changeAccess(founder.principal, { organizationId, changes: [change] });
  if (!made.ok) throw new Error(made.refusal.message);
  return { boss: founder, place: { organizationId, projectId } };
}

/** Someone with an account and a proven address, who is nowhere yet. */
async function makePerson(owner: Pool, domain = "example.com"): Promise<FixtureMember> {
  const personId = randomUUID();
  const email = `${personId}@${domain}`;
  await owner.query(
    "insert into person (id, email, password_hash, email_verified_at) values ($1, $2, 'x', now())",
    [personId, email],
  );
  const credential = { kind: "session", id: randomUUID() } as const;
  const asks = { personId, label: email, door: "v1", requestId: "model", credential } as const;
  return { personId, memberId: "", email, principal: { ...asks, organizationId: null, narrowedTo: null } };
}

async function readImplied(owner: Pool, { name }: Level): Promise<Record<string, string[]>> {
  const { rows } = await owner.query<{ from: string; to: string[] }>(
    `select a.name as from, array_agg(b.name) as to from permission_implication i
     join permission a on a.id = i.permission_id join permission b on b.id = i.implies_id
     where a.level = $1 and b.level = $1 group by a.name`,
    [name],
  );
  return Object.fromEntries(rows.map(({ from, to }) => [from, to]));
}

/** As a retailer sees it: what is for suppliers alone does not exist for it. */
async function addBuiltIn({ owner, level, model }: World, name: string): Promise<void> {
  const { rows } = await owner.query<{ id: string; name: string }>(
    `select r.id, p.name from role r join role_permission rp on rp.role_id = r.id join permission p on p.id = rp.permission_id
     where r.name = $1 and r.level = $2 and r.organization_id is null and (p.level <> 'ORGANIZATION' or p.visibility <> 'SUPPLIER')`,
    [name, level.name],
  );
  for (const row of rows) model.roles[row.id] = [...(model.roles[row.id] ?? []), row.name];
}

/** Someone with an account, who is in at once and keeps one permission. */
async function addKnown(world: World): Promise<void> {
  const { owner, boss, place, level, model } = world;
  const known = await makePerson(owner);
  const person = { person: { personId: known.personId }, projectId: place.projectId ?? null };
  const invitee = { ...person, permissions: [level.keeps], roleIds: [], mode: "strangers" as const };
  const added = await invite(boss.principal, place.organizationId, [invitee]);
  if (!added.ok) throw new Error(added.refusal.message);
  const memberId = await meet(world, known.personId);
  join(model, memberId, { status: "ACTIVE" }, [level.keeps, ...world.defaults], []);
}

/** Learns how the doors name someone who has just come; answers his membership. */
export async function meet({ owner, place, targets }: World, personId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string; number: number; email: string }>(
    `select m.id, p.number, p.email from membership m join person p on p.id = m.person_id
     where p.id = $1 and m.organization_id = $2 and m.project_id is not distinct from $3`,
    [personId, place.organizationId, place.projectId ?? null],
  );
  const [row] = rows;
  if (!row) throw new Error("nobody has come");
  targets.set(row.id, { memberId: row.id, personId, number: row.number, email: row.email, place });
  return row.id;
}
