-- A second wall between the organizations, should a statement of the application forget whose rows it is about: each
-- statement first names its organizations, and no row of another is read or written by it (lib/store/tenants.ts).
-- The names stand in `grantdesk.tenants` and go with the transaction, so a pooled connection carries nothing along.
--
-- Forced, so that it also holds where the application connects as the tables' owner. The owner's own work (migrations,
-- demonstration data, a dump) says `set grantdesk.keeper = 'on'`; a superuser passes anyway, as PostgreSQL has it.
--
-- What belongs to a person rather than to an organization stays outside: person, session, password_reset, view_as,
-- idempotency_key, and tokens that are bound to no organization.

-- A cast of the empty string fails, and so does a setting that was never made: a statement that names nobody is a
-- mistake that has to be heard, not one that finds nothing.
create function tenants() returns uuid[] language sql stable parallel safe
  return current_setting('grantdesk.tenants')::uuid[];

create function keeps() returns boolean language sql stable parallel safe
  return coalesce(current_setting('grantdesk.keeper', true), '') = 'on';

-- Where a statement does not know its organizations yet, these find them. They run as the owner and answer ids alone.

create function tenants_of_place(organization uuid, of_project uuid, asking uuid[]) returns uuid[]
language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
declare
  system constant uuid := '00000000-0000-4000-8000-000000000001';
  home uuid := coalesce(organization, (select p.organization_id from project p where p.id = of_project));
begin
  if home <> system and exists (
    select from membership m where m.person_id = any(asking) and m.organization_id = system and m.project_id is null
  ) then
    return array[home, system];
  end if;
  return array_remove(array[home], null);
end $$;
comment on function tenants_of_place is 'An operator''s standing hangs on the system''s organization; everyone else sees nothing of it.';

create function tenants_of_people(people uuid[]) returns uuid[] language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return array(
    select m.organization_id from membership m where m.person_id = any(people)
    union select t.organization_id from api_token t where t.person_id = any(people) and t.organization_id is not null
  );
end $$;

create function tenants_of_projects(projects uuid[]) returns uuid[] language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return array(select distinct p.organization_id from project p where p.id = any(projects));
end $$;

create function tenants_of_secret(secret bytea) returns uuid[] language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return array(
    with presented as (
      select s.person_id, s.organization_id from session s where s.secret_hash = secret
      union all select t.person_id, t.organization_id from api_token t where t.secret_hash = secret
    )
    select organization_id from presented where organization_id is not null
    union select m.organization_id from presented c join membership m on m.person_id = c.person_id
    union select i.organization_id from invitation i where i.secret_hash = secret
  );
end $$;
comment on function tenants_of_secret is 'Signing in: whoever presents the secret of a session, a token or an invitation sees where its person belongs.';

create function tenants_after(organization uuid, most integer) returns uuid[] language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return array(
    select o.id from organization o where o.deleted_at is null and (organization is null or o.id > organization)
    order by o.id limit most
  );
end $$;
comment on function tenants_after is 'The operators'' list of organizations, page by page.';

create function organization_names_taken(of_kind text, names text[], besides uuid) returns setof text
language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' as $$
begin
  return query select lower(o.name) from organization o
    where o.kind = of_kind and o.kind in ('RETAILER', 'SUPPLIER') and o.deleted_at is null and o.id <> besides
      and lower(o.name) = any(names);
end $$;
comment on function organization_names_taken is 'Names are unique by kind across organizations; this answers only what was asked for.';

-- A permission of a role or token may be written in the statement that makes the role or token, which a policy does not
-- see yet. So they ask the other way round: is it someone else's? What is nobody's fails on its foreign key.

create function role_is_elsewhere(role_id uuid) returns boolean language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' as $$
begin
  return exists (select from role r where r.id = role_id and coalesce(r.organization_id <> all(tenants()), true));
end $$;

create function token_is_elsewhere(token_id uuid) returns boolean language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' as $$
begin
  return exists (select from api_token t where t.id = token_id and t.organization_id <> all(tenants()));
end $$;

-- The subselect makes it once per statement instead of once per row.
create policy tenant on organization using (id = any ((select tenants())::uuid[]));
create policy tenant on project using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on membership using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on permission_grant using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on role_assignment using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on permission_gate using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on invitation using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on audit_event using (organization_id = any ((select tenants())::uuid[]));
create policy tenant on access_denial using (organization_id is null or organization_id = any ((select tenants())::uuid[]));
create policy tenant on api_token using (organization_id is null or organization_id = any ((select tenants())::uuid[]));
create policy tenant on api_token_permission
  using (exists (select from api_token t where t.id = api_token_id))
  with check (not token_is_elsewhere(api_token_id));

-- What is built in belongs to nobody: everyone reads it, and the application cannot write it.
create policy tenant on role using (organization_id = any ((select tenants())::uuid[]));
create policy built_in on role for select using (organization_id is null);
create policy tenant on role_permission
  using (exists (select from role r where r.id = role_id and r.organization_id is not null))
  with check (not role_is_elsewhere(role_id));
create policy built_in on role_permission for select using (exists (select from role r where r.id = role_id));

do $$
declare
  walled text;
begin
  foreach walled in array array['organization', 'project', 'membership', 'permission_grant', 'role_assignment',
    'permission_gate', 'invitation', 'audit_event', 'access_denial', 'api_token', 'api_token_permission', 'role', 'role_permission']
  loop
    execute format('create policy keeper on %I to %I using ((select keeps()))', walled, current_user);
    execute format('alter table %I enable row level security, force row level security', walled);
  end loop;
end $$;

revoke execute on function tenants_of_place, tenants_of_people, tenants_of_projects, tenants_of_secret, tenants_after,
  organization_names_taken, role_is_elsewhere, token_is_elsewhere from public;
grant execute on function tenants_of_place, tenants_of_people, tenants_of_projects, tenants_of_secret, tenants_after,
  organization_names_taken, role_is_elsewhere, token_is_elsewhere to grantdesk_app;
