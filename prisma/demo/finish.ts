import type { Client } from "pg";
import type { Clock } from "./clock";
import { hashOfPassword } from "./insert-people";
import { ORGANIZATIONS } from "./organizations";
import { personBy } from "./people";

/** What no act of the product writes: who has signed in, who was seen when, and who forgot his password too often. */
export async function finish(client: Client, clock: Clock): Promise<void> {
  await client.query(
    `update person p set password_hash = $1, email_verified_at = m.updated_at
     from membership m
     where m.person_id = p.id and m.status = 'ACTIVE' and p.password_hash is null`,
    [await hashOfPassword()],
  );
  // One in eight has not been back since; the others spread over four weeks by what looks like chance.
  await client.query(
    `update membership m
     set last_active_at = greatest(m.created_at, $1::timestamptz - d.minutes * interval '1 minute')
     from (select id, ('x' || substr(md5(id::text), 1, 6))::bit(24)::integer % 40320 as minutes from membership) as d
     where d.id = m.id and m.status = 'ACTIVE' and d.minutes % 8 <> 0`,
    [clock.ago(1, "17:30")],
  );
  await client.query(
    "update membership set last_active_at = created_at + interval '9 days' where status = 'SUSPENDED'",
  );
  await client.query(
    "update person set locked_at = $2, failed_attempts = 10, updated_at = $2 where id = $1",
    [personBy("zsofia.barta").id, clock.ago(1, "07:40")],
  );
  await client.query("update person set default_organization_id = $2 where id = $1", [
    personBy("ingrid.solheim").id,
    ORGANIZATIONS.retailer.id,
  ]);
  await client.query("update api_token set last_used_at = $1 where organization_id is not null", [
    clock.ago(1, "06:00"),
  ]);
}
