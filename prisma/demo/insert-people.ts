import { hash } from "@node-rs/argon2";
import type { Client } from "pg";
import type { Clock } from "./clock";
import { PEOPLE } from "./people";
import { PASSWORD, SAMPLE } from "./samples";

// One salt for all, so that the data is the same each time: it keeps no secret, the password stands in the README.
const SALT = Buffer.from("demonstration666");

/** Hash of the password that everyone in the demonstration has. */
export function hashOfPassword(): Promise<string> {
  return hash(PASSWORD, { salt: SALT });
}

/** Inserts everyone who has an account before the histories begin, numbered from 1. */
export async function insertPeople(client: Client, clock: Clock): Promise<void> {
  const rows = PEOPLE.map((person, index) => ({
    id: person.id,
    number: index + 1,
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    phone: index % 3 === 0 ? `+46 31 555 01 ${String(index % 100).padStart(2, "0")}` : null,
    job_title: person.jobTitle,
    created_at: person.id === SAMPLE.person ? SAMPLE.personSince : clock.ago(92, "12:00"),
  }));
  await client.query(
    `insert into person (id, number, email, first_name, last_name, phone, job_title, password_hash, email_verified_at, created_at, updated_at)
     select r.id, r.number, r.email, r.first_name, r.last_name, r.phone, r.job_title, $2, r.created_at, r.created_at, r.created_at
     from jsonb_to_recordset($1) as r (id uuid, number integer, email text, first_name text, last_name text, phone text, job_title text, created_at timestamptz)`,
    [JSON.stringify(rows), await hashOfPassword()],
  );
  // Whoever comes next is numbered on from here, and so are roles: an interrupted load leaves no gap.
  await client.query(`
    select setval(pg_get_serial_sequence('person', 'number'), (select max(number) from person)),
      setval(pg_get_serial_sequence('role', 'number'), (select max(number) from role))`);
}
