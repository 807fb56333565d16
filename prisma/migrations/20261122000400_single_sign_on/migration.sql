-- Single sign-on: who someone is at a provider, and whom an organization lets join by the domain of his address.

-- The provider's subject, never the address, says who someone is: an address can be given to someone else there.
create table single_sign_on_identity (
  issuer          text not null check (length(issuer) between 1 and 1000),
  subject         text not null check (length(subject) between 1 and 255),
  person_id       uuid not null references person (id),
  created_at      timestamptz not null default now(),
  last_used_at    timestamptz not null default now(),
  primary key (issuer, subject),
  -- A second subject with the same address does not become the same person.
  unique (person_id, issuer)
);
grant select, insert, update on single_sign_on_identity to grantdesk_app;

alter table organization add column joining_domains text[] not null default '{}';
-- No action on delete: a role by which people join cannot be deleted.
alter table organization add column joining_role_id uuid references role (id);
alter table organization add constraint organization_joining
  check (cardinality(joining_domains) between 1 and 20 and joining_role_id is not null and kind <> 'SYSTEM'
    or cardinality(joining_domains) = 0 and joining_role_id is null);
create index organization_joining_domains on organization using gin (joining_domains) where joining_role_id is not null;

create function tenants_of_domain(asked text) returns uuid[] language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return array(select o.id from organization o where o.joining_role_id is not null and o.joining_domains @> array[asked]);
end $$;
comment on function tenants_of_domain is 'Signing in through a provider: the organizations that the address may join; it answers ids alone.';
revoke execute on function tenants_of_domain from public;
grant execute on function tenants_of_domain to grantdesk_app;
