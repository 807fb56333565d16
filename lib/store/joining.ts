import "server-only";
import { store } from "./database";
import { askWithin, ofDomain } from "./tenants";

export interface OpenDoor {
  readonly organizationId: string;
  readonly role: string;
}

/** The organizations that let addresses at a domain join, and of which nobody with this address is a member in any state. */
export async function findOpenDoors(email: string, domain: string): Promise<readonly OpenDoor[]> {
  const { rows } = await askWithin<OpenDoor>(store().pool, ofDomain(domain), {
    text: `select o.id as "organizationId", o.joining_role_id as role from organization o
     where o.joining_domains @> array[$2::text] and o.joining_role_id is not null
       and o.deleted_at is null and o.status <> 'DEACTIVATED' and not exists (
         select from membership m join person p on p.id = m.person_id
         where m.organization_id = o.id and m.project_id is null and p.email = $1)
     order by o.created_at, o.id`,
    values: [email, domain],
  });
  return rows;
}
