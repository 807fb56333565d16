-- Which roles of an organization give a permission: asked of every change that could leave nobody to administer.
create index role_permission_that_give on role_permission (home, permission_id, role_id);
