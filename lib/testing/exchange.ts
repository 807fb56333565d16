import type { Pool } from "pg";
import { SYSTEM_ORGANIZATION } from "@/lib/core/state";
import { handle } from "@/lib/dialects/exchange/family";
import { asking } from "./ask";
import { givePassword } from "./credentials";

export const PASSWORD = "correct horse battery";

export interface User {
  readonly id: string;
  readonly number: number;
  readonly email: string;
}

/** A person who can sign in, with no standing anywhere. */
export async function addUser(owner: Pool, email: string): Promise<User> {
  const { rows } = await owner.query<User>(
    "insert into person (email) values ($1) returning id, number, email",
    [email],
  );
  const user = rows[0];
  if (!user) throw new Error("no person was stored");
  await givePassword(owner, user.id, PASSWORD);
  return user;
}

/** Puts a person into the system with a built-in role, or with permissions of his own. */
export async function addSystemUser(
  owner: Pool,
  email: string,
  given: { role?: string; permissions?: readonly string[] },
): Promise<User> {
  const user = await addUser(owner, email);
  const { rows } = await owner.query<{ id: string }>(
    "insert into membership (person_id, organization_id, organization_level) values ($1, $2, 'SYSTEM') returning id",
    [user.id, SYSTEM_ORGANIZATION],
  );
  await owner.query(
    `insert into role_assignment (membership_id, role_id, role_home, organization_id, level)
     select $1, id, home, $2, level from role where level = 'SYSTEM' and name = $3`,
    [rows[0]?.id, SYSTEM_ORGANIZATION, given.role ?? null],
  );
  await owner.query(
    `insert into permission_grant (membership_id, permission_id, organization_id, level)
     select $1, id, $2, level from permission where level = 'SYSTEM' and name = any($3)`,
    [rows[0]?.id, SYSTEM_ORGANIZATION, given.permissions ?? []],
  );
  return user;
}

/** Asks the gateway as any HTTP client would. */
export const ask = asking(handle, "/AP");

/** Calls a function with a payload, as the holder of a session token. */
export function call(name: string, payload?: unknown, token?: string) {
  return ask("POST", `/${name}`, { body: payload, headers: token === undefined ? {} : { aptoken: token } });
}

/** The same with GET; the payload is the query. */
export function callByGet(name: string, query: string, token?: string) {
  return ask("GET", `/${name}${query}`, { headers: token === undefined ? {} : { aptoken: token } });
}

export async function signInAs({ email }: User): Promise<string> {
  const { body } = await call("WebAuthenticateUser", { UserName: email, Password: PASSWORD });
  return body.SessionToken;
}

export const DONE = { result: true, errormsg: null, errorcode: 0, detail: null };

const MESSAGES: Record<number, string> = {
  20: "Not Authorized",
  100: "Invalid Request",
  101: "Operation Failed",
  102: "Server Error",
  104: "Resource Not Found",
  106: "Operation Not Supported",
};

/** The standard object of a failure; its detail is anyone's sentence unless it is given. */
export function failed(code: number, detail?: string | null) {
  return { result: false, errormsg: MESSAGES[code], errorcode: code, detail };
}

export interface Written {
  readonly kind: string;
  readonly actor_id: string;
  readonly door: string;
  readonly person_id: string | null;
  readonly permission_name: string | null;
  readonly role_name: string | null;
}

/** What the audit of the system says, in order. */
export async function auditOf(owner: Pool): Promise<Written[]> {
  const { rows } = await owner.query<Written>(
    `select kind, actor_id, door, person_id, permission_name, role_name from audit_event
     where organization_id = $1 order by revision, sequence`,
    [SYSTEM_ORGANIZATION],
  );
  return rows;
}

/** The names of the system permissions that stand in a person's own rows. */
export async function grantsOf(owner: Pool, { id }: User): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select p.name from permission_grant g join membership m on m.id = g.membership_id join permission p on p.id = g.permission_id
     where m.person_id = $1 and m.organization_id = $2 order by p.name collate "C"`,
    [id, SYSTEM_ORGANIZATION],
  );
  return rows.map(({ name }) => name);
}
