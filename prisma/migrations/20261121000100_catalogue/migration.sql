-- Base data: the reserved system organization, the permissions that guard this product's own acts, the catalogue
-- of the Crux family, the project permissions, and the built-in roles. Further permissions are imported.

insert into organization (id, name, kind, status, activated_at) values
  ('00000000-0000-4000-8000-000000000001', 'System', 'SYSTEM', 'ACTIVE', now());

-- An id that is written nowhere else is derived from the name, so that every installation has the same.
create function pg_temp.id_of(name text) returns uuid language sql immutable as $$ select md5('grantdesk permission ' || name)::uuid $$;

insert into permission (id, name, display_name, visibility, grouping, level, administrative, description) values
  ('2a0295b6-dd74-4239-9988-24fcdb1adcea', 'edit_org_subscription_plan', 'Edit Subscription Plan', 'BOTH', 'ORGSUB', 'ORGANIZATION', false, 'Change the subscription plan of the organization'),
  ('05a46c58-9d13-4912-9167-7effc2cc7482', 'view_payment_info', 'View Payment Info', 'BOTH', 'ORGPAYMENT', 'ORGANIZATION', false, 'See how the organization pays'),
  ('ccd415a0-b72d-4f9e-8a3d-aa2fd2b327ed', 'view_org_users', 'View Users', 'BOTH', 'ORGUSERS', 'ORGANIZATION', false, 'See the people of the organization and what they may do'),
  ('96501d33-b805-418a-b185-267279876ff3', 'edit_org_users', 'Edit Users', 'BOTH', 'ORGUSERS', 'ORGANIZATION', true, 'Invite people, change what they may do, suspend and remove them'),
  ('f814f6f3-47b5-4cd4-991e-c56858021217', 'view_org_subscription_plan', 'View Subscription Plan', 'BOTH', 'ORGSUB', 'ORGANIZATION', false, 'See the subscription plan of the organization'),
  ('fa38b242-7db6-4aff-a102-d8b953b22251', 'edit_payment_info', 'Edit Payment Info', 'BOTH', 'ORGPAYMENT', 'ORGANIZATION', false, 'Change how the organization pays'),
  ('aee4ffa0-fdfb-419b-ac47-8e2cae09b92b', 'view_billing_statement', 'View Billing Statement', 'BOTH', 'ORGBILLING', 'ORGANIZATION', false, 'See billing statements'),
  ('de64f430-03ba-4b92-b071-d0edfdec3e78', 'view_notifications_settings', 'View Notification Settings', 'BOTH', 'ORGNOTIFICATIONS', 'ORGANIZATION', false, 'See who is notified of what'),
  ('5e5b834d-3cd3-454d-931e-deca06a6159b', 'edit_email_notifications_preferences', 'Change Notification Settings', 'BOTH', 'ORGNOTIFICATIONS', 'ORGANIZATION', false, 'Change who is notified of what'),
  ('51690784-8e22-44f2-a6b6-ae3fdb556051', 'create_org', 'Create Organization', 'BOTH', 'ORGADMIN', 'ORGANIZATION', true, 'Create further organizations'),
  ('f3854a65-cb5c-4ea6-a0b6-e352328f3f92', 'update_org_status', 'Update Org Status', 'BOTH', 'ORGADMIN', 'ORGANIZATION', true, 'Activate and deactivate the organization'),
  ('d3826e60-0f8d-4ca5-b89c-2d2022ece698', 'create_relationships', 'Create Relationship', 'BOTH', 'ORGADMIN', 'ORGANIZATION', false, 'Propose a relationship to another organization'),
  ('b27056e5-6b4d-409d-aae2-e864019272ea', 'update_relationship_status', 'Update Relationship Status', 'BOTH', 'ORGADMIN', 'ORGANIZATION', false, 'Accept, pause or end a relationship'),
  ('75e8c0d1-73cb-4d12-9470-b8e14c0a4731', 'view_relationships', 'View Relationships', 'BOTH', 'ORGADMIN', 'ORGANIZATION', false, 'See the relationships to other organizations'),
  ('74208bdf-10bf-4b85-8917-ccf588e1a3ef', 'view_api_key', 'View API Key', 'BOTH', 'ORGKEYS', 'ORGANIZATION', false, 'See the API tokens of the organization'),
  ('422afae9-ba14-4776-9a4d-3b751434b926', 'create_api_key', 'Create API Key', 'BOTH', 'ORGKEYS', 'ORGANIZATION', true, 'Create and revoke API tokens'),
  ('94c61147-51df-4313-b461-82e879392ff3', 'upload_feed_file', 'Upload Feed File', 'BOTH', 'PRODITEMS', 'ORGANIZATION', false, 'Upload files with items'),
  ('4399a6d6-e64d-4ec2-b43e-ca616737c2e0', 'view_items', 'View Items', 'BOTH', 'PRODITEMS', 'ORGANIZATION', false, 'See items'),
  ('6f0c316f-f8cc-4e8b-a4d8-99f99035d0ef', 'edit_items', 'Edit Items', 'BOTH', 'PRODITEMS', 'ORGANIZATION', false, 'Change items'),
  ('fedf2d1b-b718-42fd-99f0-25683bb5883e', 'view_sku_overrides', 'View Sku Overrides', 'BOTH', 'PRODITEMS', 'ORGANIZATION', false, 'See overrides of single SKUs'),
  ('f0172494-e8bb-4fc4-9546-08f84ff525cd', 'edit_sku_overrides', 'Edit Sku Overrides', 'BOTH', 'PRODITEMS', 'ORGANIZATION', false, 'Change overrides of single SKUs'),
  ('8cc10a94-0f58-4113-bda4-2caa63930679', 'view_supplier_catalogs', 'View Supplier Catalogs', 'SUPPLIER', 'PRODITEMS', 'ORGANIZATION', false, 'See the catalogs offered to retailers'),
  ('2699b242-57ce-476d-9076-53b10d67bb78', 'edit_supplier_catalogs', 'Edit Supplier Catalogs', 'SUPPLIER', 'PRODITEMS', 'ORGANIZATION', false, 'Change the catalogs offered to retailers'),
  ('836db009-d293-46a9-9c2d-9bd56c8cc40b', 'view_inventory_lists', 'View Inventory Lists', 'RETAILER', 'PRODINVLIST', 'ORGANIZATION', false, 'See inventory lists'),
  ('4cd099ef-0537-42ab-a4fc-fff7c77e18fc', 'edit_inventory_lists', 'Edit Inventory Lists', 'RETAILER', 'PRODINVLIST', 'ORGANIZATION', false, 'Change inventory lists'),
  ('327ca720-517f-40d2-97f5-35260d67280b', 'create_order', 'Create Order', 'RETAILER', 'ORDERS', 'ORGANIZATION', false, 'Place orders'),
  ('89d5b8b0-0c3e-4264-b393-94779ddf7c1d', 'view_order', 'View Orders', 'BOTH', 'ORDERS', 'ORGANIZATION', false, 'See orders'),
  ('78b93cfc-4f6d-4838-99b4-b66fbc5ff586', 'update_order_status', 'Update Order Status', 'BOTH', 'ORDERS', 'ORGANIZATION', false, 'Move orders along'),
  ('4e18f86d-e723-4a49-842d-6924a2427c0a', 'export_order', 'Export Orders', 'BOTH', 'ORDERS', 'ORGANIZATION', false, 'Export orders to a file'),
  ('f4de162c-61e8-49e7-a6a4-f3201c60695e', 'cancel_order', 'Cancel Order', 'BOTH', 'ORDERS', 'ORGANIZATION', false, 'Cancel orders'),
  ('44609bde-2afa-4d10-8968-f865c44a4dd1', 'allocate_order', 'Allocate Order', 'SUPPLIER', 'ORDERS', 'ORGANIZATION', false, 'Allocate stock to orders');

insert into permission (id, name, display_name, visibility, grouping, level, administrative, description) values
  (pg_temp.id_of('edit_org_roles'), 'edit_org_roles', 'Edit Roles', 'INTERNAL', 'ORGROLES', 'ORGANIZATION', true, 'Create, change and delete roles'),
  (pg_temp.id_of('edit_projects'), 'edit_projects', 'Edit Projects', 'INTERNAL', 'ORGPROJECTS', 'ORGANIZATION', true, 'Create, rename and delete projects'),
  (pg_temp.id_of('view_audit_log'), 'view_audit_log', 'View Audit Log', 'INTERNAL', 'ORGAUDIT', 'ORGANIZATION', false, 'See who changed what, and when'),
  (pg_temp.id_of('edit_org_settings'), 'edit_org_settings', 'Edit Settings', 'INTERNAL', 'ORGADMIN', 'ORGANIZATION', true, 'Rename the organization and change who may grant what'),
  (pg_temp.id_of('grant_any_permission'), 'grant_any_permission', 'Grant Any Permission', 'INTERNAL', 'ORGADMIN', 'ORGANIZATION', true, 'Hand out permissions that one does not hold');

insert into permission (id, name, display_name, grouping, level, gated, administrative, description) values
  (pg_temp.id_of('CAN_PERFORM_ADMIN_ACTIONS'), 'CAN_PERFORM_ADMIN_ACTIONS', 'Administer', 'PROJECT', 'PROJECT', false, true, 'Full administrative access'),
  (pg_temp.id_of('CAN_VIEW_DATA'), 'CAN_VIEW_DATA', 'View Data', 'PROJECT', 'PROJECT', false, false, 'Read-only access to project data'),
  (pg_temp.id_of('CAN_RUN_TASKS'), 'CAN_RUN_TASKS', 'Run Tasks', 'PROJECT', 'PROJECT', false, false, 'Execute background tasks and pipelines'),
  (pg_temp.id_of('CAN_VIEW_TECHNICAL_INTERFACE'), 'CAN_VIEW_TECHNICAL_INTERFACE', 'View Technical Interface', 'PROJECT', 'PROJECT', false, false, 'Access to technical features'),
  (pg_temp.id_of('CAN_IMPERSONATE_OTHER_USERS'), 'CAN_IMPERSONATE_OTHER_USERS', 'Impersonate Other Users', 'PROJECT', 'PROJECT', true, true, 'Act as another user in API calls; an operator opens it for a project');

insert into permission (id, name, display_name, grouping, level, administrative, is_default, description) values
  (pg_temp.id_of('Deposit'), 'Deposit', 'Deposit', 'DEFAULTS', 'SYSTEM', false, true, 'Deposit into an account'),
  (pg_temp.id_of('Trading'), 'Trading', 'Trading', 'DEFAULTS', 'SYSTEM', false, true, 'Place and cancel orders'),
  (pg_temp.id_of('Withdraw'), 'Withdraw', 'Withdraw', 'DEFAULTS', 'SYSTEM', false, true, 'Withdraw from an account'),
  (pg_temp.id_of('SUPERUSER'), 'SUPERUSER', 'Superuser', 'GROUPS', 'SYSTEM', true, false, 'Everything that the exchange offers'),
  (pg_temp.id_of('Operator'), 'Operator', 'Operator', 'GROUPS', 'SYSTEM', true, false, 'Operate the exchange and support every organization'),
  (pg_temp.id_of('AdminUI'), 'AdminUI', 'Admin UI', 'GROUPS', 'SYSTEM', true, false, 'Open the administration screens'),
  (pg_temp.id_of('UserOperator'), 'UserOperator', 'User Operator', 'GROUPS', 'SYSTEM', true, false, 'Operate users'),
  (pg_temp.id_of('AccountOperator'), 'AccountOperator', 'Account Operator', 'GROUPS', 'SYSTEM', true, false, 'Operate accounts'),
  (pg_temp.id_of('AccountReadOnly'), 'AccountReadOnly', 'Account Read Only', 'GROUPS', 'SYSTEM', false, false, 'Read accounts'),
  (pg_temp.id_of('MarketMaker'), 'MarketMaker', 'Market Maker', 'GROUPS', 'SYSTEM', false, false, 'Quote both sides of a market'),
  (pg_temp.id_of('Level1MarketData'), 'Level1MarketData', 'Level 1 Market Data', 'GROUPS', 'SYSTEM', false, false, 'Best prices'),
  (pg_temp.id_of('Level2MarketData'), 'Level2MarketData', 'Level 2 Market Data', 'GROUPS', 'SYSTEM', false, false, 'The order book');

-- Who may change people may see them. Across levels: an organization's editor administers its projects, and an
-- operator administers every organization.
insert into permission_implication (permission_id, implies_id)
select p.id, i.id
from (values
  ('edit_org_users', 'view_org_users'),
  ('edit_org_users', 'CAN_PERFORM_ADMIN_ACTIONS'),
  ('create_api_key', 'view_api_key'),
  ('Operator', 'AdminUI'),
  ('Operator', 'edit_org_users'),
  ('Operator', 'grant_any_permission'),
  ('Operator', 'edit_org_roles'),
  ('Operator', 'edit_projects'),
  ('Operator', 'view_audit_log'),
  ('Operator', 'edit_org_settings'),
  ('Operator', 'create_org'),
  ('Operator', 'update_org_status'),
  ('Operator', 'view_api_key')
) as pair (name, implies)
join permission p on p.name = pair.name
join permission i on i.name = pair.implies;

insert into role (id, level, name, description)
select md5('grantdesk role ' || level || ' ' || name)::uuid, level, name, description
from (values
  ('ORGANIZATION', 'Owner', 'Everything, including handing out what one does not hold'),
  ('ORGANIZATION', 'Admin', 'Everything but handing out what one does not hold'),
  ('ORGANIZATION', 'Billing', 'Plan, payment and statements'),
  ('ORGANIZATION', 'Member', 'Day-to-day work on items and orders'),
  ('ORGANIZATION', 'Viewer', 'Looks, changes nothing'),
  ('PROJECT', 'Project admin', 'Full administrative access to the project'),
  ('PROJECT', 'Project operator', 'Runs tasks and sees the data'),
  ('PROJECT', 'Project viewer', 'Sees the data'),
  ('SYSTEM', 'Operator', 'Operates the exchange and supports every organization'),
  ('SYSTEM', 'Trader', 'Deposits, trades and withdraws')
) as built_in (level, name, description);

insert into role_permission (role_id, permission_id, level)
select r.id, p.id, p.level
from role r
join permission p on p.level = r.level
where r.organization_id is null and (
  r.name = 'Owner'
  or (r.name = 'Admin' and p.name <> 'grant_any_permission')
  or (r.name = 'Billing' and p.grouping in ('ORGSUB', 'ORGPAYMENT', 'ORGBILLING'))
  or (r.name = 'Member' and p.grouping in ('PRODITEMS', 'PRODINVLIST', 'ORDERS') and p.name <> 'cancel_order')
  or (r.name = 'Viewer' and p.name like 'view_%' and p.grouping in ('PRODITEMS', 'PRODINVLIST', 'ORDERS', 'ORGNOTIFICATIONS'))
  or (r.name = 'Project admin' and p.name = 'CAN_PERFORM_ADMIN_ACTIONS')
  or (r.name = 'Project operator' and p.name in ('CAN_VIEW_DATA', 'CAN_RUN_TASKS'))
  or (r.name = 'Project viewer' and p.name = 'CAN_VIEW_DATA')
  or (r.level = 'SYSTEM' and r.name = 'Operator' and p.name = 'Operator')
  or (r.name = 'Trader' and p.is_default)
);
