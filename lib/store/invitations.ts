import "server-only";
import { store } from "./database";
import { askWithin, ofOrganizations, ofPeople, ofSecret } from "./tenants";

export interface OpenInvitation {
  readonly id: string;
  readonly organizationId: string;
  readonly personId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  /** Signs in through a provider: who has the secret must not give him a password. */
  readonly linked: boolean;
  readonly mailed: boolean;
}

/** A pending invitation that has not run out, by the hash of its secret. */
export async function findOpenInvitation(secretHash: Buffer): Promise<OpenInvitation | null> {
  const { rows } = await askWithin<OpenInvitation>(store().pool, ofSecret(secretHash), {
    text: `select i.id, i.organization_id as "organizationId", i.person_id as "personId", p.email, p.password_hash as "passwordHash",
       exists (select from single_sign_on_identity s where s.person_id = p.id) as linked, i.mailed_at is not null as mailed
     from invitation i join person p on p.id = i.person_id join organization o on o.id = i.organization_id
     where i.secret_hash = $1 and i.status = 'pending' and i.expires_at > now() and o.deleted_at is null`,
    values: [secretHash],
  });
  return rows[0] ?? null;
}

/** The open invitations of a person, oldest first. */
export async function findOpenInvitationsOf(
  personId: string,
): Promise<readonly { readonly id: string; readonly organizationId: string }[]> {
  const { rows } = await askWithin<{ id: string; organizationId: string }>(
    store().pool,
    ofPeople([personId]),
    {
      text: `select i.id, i.organization_id as "organizationId" from invitation i join organization o on o.id = i.organization_id
     where i.person_id = $1 and i.status = 'pending' and i.expires_at > now() and o.deleted_at is null
     order by i.created_at, i.id`,
      values: [personId],
    },
  );
  return rows;
}

export async function noteMailed(organizationId: string, invitationId: string): Promise<void> {
  await askWithin(store().pool, ofOrganizations([organizationId]), {
    text: "update invitation set mailed_at = now() where id = $1 and organization_id = $2",
    values: [invitationId, organizationId],
  });
}
