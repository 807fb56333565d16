-- The people of an organization are read in the order of their addresses, a page at a time. The address lies by the person,
-- so the first page of a large organization had all its memberships joined and sorted. Now the membership says it too; the
-- foreign key keeps it the person's, and an index has every page ready.
set local grantdesk.keeper = 'on';
set local grantdesk.tenants = '{}';

alter table membership add column email text;
update membership m set email = p.email from person p where p.id = m.person_id;

alter table person add unique (id, email);
alter table membership
  alter column email set not null,
  drop constraint membership_person_id_fkey,
  add foreign key (person_id, email) references person (id, email) on update cascade;

-- Who inserts a membership need not say the address.
create function membership_takes_email() returns trigger language plpgsql as $$
begin
  if new.email is null then
    select p.email into new.email from person p where p.id = new.person_id;
  end if;
  return new;
end $$;
create trigger membership_takes_email before insert on membership for each row execute function membership_takes_email();

create index membership_by_email on membership (organization_id, project_id, email);
