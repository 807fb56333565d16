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

/** Links once, or notes the use. False: the identity, or the person at this issuer, is linked otherwise. */
export async function linkIdentity({ issuer, subject }: Identity, personId: string): Promise<boolean> {
  const { rowCount } = await store().pool.query(
    `insert into single_sign_on_identity (issuer, subject, person_id)
     select $1, $2, $3 where not exists (
       select from single_sign_on_identity s where s.person_id = $3 and s.issuer = $1 and s.subject <> $2)
     on conflict (issuer, subject) do update set last_used_at = now()
       where single_sign_on_identity.person_id = excluded.person_id`,
    [issuer, subject, personId],
  );
  return rowCount === 1;
}
