import "server-only";
import { store } from "./database";
import { LOGIN, type Login } from "./people";

/** Who someone is at a provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** The person that an identity was linked to; null: nobody yet. */
export async function findLinked({ issuer, subject }: Identity): Promise<Login | null> {
  const found = await store().prisma.singleSignOnIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { person: { select: LOGIN } },
  });
  return found?.person ?? null;
}

export async function hasIdentityOf(personId: string, issuer: string): Promise<boolean> {
  const found = await store().prisma.singleSignOnIdentity.findUnique({
    where: { personId_issuer: { personId, issuer } },
    select: { subject: true },
  });
  return found !== null;
}

/**
 * Links once, or notes the use; with it the person's address is proven. False: the identity, or the person at this
 * issuer, is linked otherwise, or someone has given the person a password meanwhile without proving the address. The
 * person's row is written first, so that such a password either is found here or finds the address proven.
 */
export async function linkIdentity({ issuer, subject }: Identity, personId: string): Promise<boolean> {
  const { rowCount } = await store().pool.query(
    `with proven as (
       update person set email_verified_at = coalesce(email_verified_at, now())
       where id = $3 and (password_hash is null or email_verified_at is not null) and not exists (
         select from single_sign_on_identity s where s.person_id = $3 and s.issuer = $1 and s.subject <> $2)
       returning id)
     insert into single_sign_on_identity (issuer, subject, person_id) select $1, $2, id from proven
     on conflict (issuer, subject) do update set last_used_at = now()
       where single_sign_on_identity.person_id = excluded.person_id`,
    [issuer, subject, personId],
  );
  return rowCount === 1;
}
