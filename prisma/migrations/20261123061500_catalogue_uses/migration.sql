-- The catalogue is the whole installation's: whether a permission may go is a question about every organization. These
-- run as the owner, past the wall, and tell counts and ids alone.

create function permission_uses(asked uuid[])
returns table (permission_id uuid, organization_id uuid, members bigint, roles bigint, tokens bigint)
language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return query
  with used as (
    select g.permission_id, g.organization_id, count(*) as members, 0 as roles, 0 as tokens
    from permission_grant g
    where g.permission_id = any(asked) and (g.expires_at is null or g.expires_at > now())
    group by 1, 2
    union all
    select rp.permission_id, coalesce(r.organization_id, '00000000-0000-4000-8000-000000000001'), 0, count(*), 0
    from role_permission rp join role r on r.id = rp.role_id
    where rp.permission_id = any(asked)
    group by 1, 2
    union all
    select s.permission_id, t.organization_id, 0, 0, count(*)
    from api_token_permission s join api_token t on t.id = s.api_token_id
    where s.permission_id = any(asked) and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
    group by 1, 2
  )
  select u.permission_id, u.organization_id, sum(u.members)::bigint, sum(u.roles)::bigint, sum(u.tokens)::bigint
  from used u group by 1, 2;
end $$;
comment on function permission_uses is 'Built-in roles are counted as the system''s; tokens that are bound nowhere have no organization.';

-- Rows that have run out are nobody's right any more, and would keep a permission in the catalogue for ever.
create function forget_ended_uses(gone uuid[]) returns bigint language plpgsql volatile security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
declare
  forgotten bigint := 0;
  others bigint;
begin
  if cardinality(gone) = 0 then
    return 0;
  end if;
  delete from permission_grant g where g.permission_id = any(gone) and g.expires_at <= now();
  get diagnostics forgotten = row_count;
  delete from api_token_permission s using api_token t
    where s.permission_id = any(gone) and t.id = s.api_token_id and (t.revoked_at is not null or t.expires_at <= now());
  get diagnostics others = row_count;
  forgotten := forgotten + others;
  delete from permission_gate g where g.permission_id = any(gone);
  get diagnostics others = row_count;
  return forgotten + others;
end $$;
comment on function forget_ended_uses is 'For a permission that leaves the catalogue. It deletes nothing that anyone still holds: then the permission stays.';

revoke execute on function permission_uses, forget_ended_uses from public;
grant execute on function permission_uses, forget_ended_uses to grantdesk_app;
