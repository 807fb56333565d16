import "server-only";
import type { ApiToken, Invitation } from "@/lib/core/state";
import type { InvitationSort } from "@/lib/core/view";
import { store } from "./database";
import { invitationJson, iso, tokenJson } from "./fragments";
import { askWithin, ofOrganizations, ofPeople } from "./tenants";

export interface InvitationRow extends Invitation {
  readonly invitedByEmail: string | null;
  readonly inviter: { readonly id: string; readonly email: string; readonly createdAt: string } | null;
}

export interface InvitationFilter {
  readonly status?: Invitation["status"];
  readonly search?: string;
  readonly id?: string;
}

const INVITATION_ORDERS: Readonly<Record<InvitationSort, string>> = {
  newest: "i.created_at desc, i.id",
  oldest: "i.created_at, i.id",
  email: "p.email, i.created_at desc, i.id",
  expires: "i.expires_at, i.id",
};

export interface InvitationsPageRequest {
  readonly limit: number;
  readonly offset: number;
  /** An invitation of the page before; means something where the newest come first. */
  readonly after?: string;
  readonly sort?: InvitationSort;
}

/** Newest first, or in another order. `projectId` null: the organization's own. */
export async function readInvitations(
  scope: { organizationId: string; projectId: string | null },
  filter: InvitationFilter,
  page: InvitationsPageRequest,
): Promise<{ readonly invitations: readonly InvitationRow[]; readonly total: number }> {
  const sort = page.sort ?? "newest";
  const tenants = ofOrganizations([scope.organizationId]);
  const { rows } = await askWithin<{ invitation: InvitationRow | null; total: string }>(
    store().pool,
    tenants,
    {
      name: `invitations by ${sort}`,
      text: `with matching as (
        select i.* from invitation i join person p on p.id = i.person_id
        where i.organization_id = $1 and i.project_id is not distinct from $2::uuid and ($3::text is null or i.status = $3)
          and ($4::text is null or p.email ilike $4) and ($5::uuid is null or i.id = $5)
      )
      select page.invitation, (select count(*) from matching) as total
      from (select 1) one left join lateral (
        select (${invitationJson("i", "p")})::jsonb || jsonb_build_object('invitedByEmail', b.email, 'inviter',
          case when b.id is not null then jsonb_build_object('id', b.id, 'email', b.email, 'createdAt', ${iso("b.created_at")}) end) as invitation
        from matching i join person p on p.id = i.person_id left join person b on b.id = i.invited_by
        where $8::uuid is null or exists (select from invitation c
          where c.id = $8 and (i.created_at < c.created_at or (i.created_at = c.created_at and i.id > c.id)))
        order by ${INVITATION_ORDERS[sort]} limit $6 offset $7
      ) page on true`,
      values: [
        scope.organizationId,
        scope.projectId,
        filter.status ?? null,
        filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, "\\$&")}%` : null,
        filter.id ?? null,
        page.limit,
        page.offset,
        page.after ?? null,
      ],
    },
  );
  return { invitations: rows.flatMap((row) => row.invitation ?? []), total: Number(rows[0]?.total ?? 0) };
}

export interface TokenRow extends ApiToken {
  readonly ownerEmail: string;
}

/** The tokens of one person, or all that are bound to one organization; revoked ones are gone. */
export async function readTokens(
  by: { personId: string } | { organizationId: string },
): Promise<readonly TokenRow[]> {
  const tenants = "personId" in by ? ofPeople([by.personId]) : ofOrganizations([by.organizationId]);
  const { rows } = await askWithin<{ token: TokenRow }>(store().pool, tenants, {
    name: "tokens",
    text: `select (${tokenJson("t")})::jsonb || jsonb_build_object('ownerEmail', p.email) as token
      from api_token t join person p on p.id = t.person_id
      where t.revoked_at is null and (t.person_id = $1::uuid or t.organization_id = $2::uuid) order by t.created_at, t.id`,
    values: ["personId" in by ? by.personId : null, "organizationId" in by ? by.organizationId : null],
  });
  return rows.map((row) => row.token);
}

/** Ends what is left of a person's tokens: one of who belongs nowhere has no audit to stand in. */
export async function endTokensLeft(personId: string): Promise<void> {
  await askWithin(store().pool, ofPeople([personId]), {
    text: "update api_token set revoked_at = now(), updated_at = now() where person_id = $1 and revoked_at is null",
    values: [personId],
  });
}

/** The tokens of these people that work in an organization: those bound to it, and those bound to none. */
export async function readTokensWorkingIn(
  organizationId: string,
  personIds: readonly string[],
): Promise<readonly TokenRow[]> {
  const { rows } = await askWithin<{ token: TokenRow }>(store().pool, ofOrganizations([organizationId]), {
    name: "tokens-working-in",
    text: `select (${tokenJson("t")})::jsonb || jsonb_build_object('ownerEmail', p.email) as token
      from api_token t join person p on p.id = t.person_id
      where t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and t.person_id = any($2::uuid[])
        and (t.organization_id is null or t.organization_id = $1) order by p.email, t.created_at`,
    values: [organizationId, personIds],
  });
  return rows.map((row) => row.token);
}
