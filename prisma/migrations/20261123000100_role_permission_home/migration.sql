-- What a role gives says itself where the role is at home, as assignments do: so the wall between organizations compares
-- two columns here, where it had every role of every organization read for each statement, and the rows can lie with
-- their organization on whatever server that is.
set local grantdesk.keeper = 'on';
set local grantdesk.tenants = '{}';

alter table role_permission add column home uuid;
update role_permission rp set home = r.home from role r where r.id = rp.role_id;

alter table role_permission
  alter column home set not null,
  drop constraint role_permission_role_id_level_fkey,
  add foreign key (role_id, home, level) references role (id, home, level) on delete cascade;

drop policy tenant on role_permission;
drop policy built_in on role_permission;
create policy tenant on role_permission using (home = any ((select tenants())::uuid[]));
create policy built_in on role_permission for select using (home = '00000000-0000-0000-0000-000000000000');

drop function role_is_elsewhere;
