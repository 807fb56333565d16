#!/bin/sh
# Run once, as the superuser, on an empty server: the owner of the tables, the application's role, and their database.
set -eu

psql --set=ON_ERROR_STOP=1 --no-psqlrc --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
create role grantdesk login password :'owner_password';
create role grantdesk_app login password :'app_password';
create database grantdesk owner grantdesk;
revoke all on database grantdesk from public;
grant connect on database grantdesk to grantdesk_app;
-- Functions behind row-level security carry these; PostgreSQL lets nobody but a superuser store such a setting unasked.
grant set on parameter grantdesk.keeper, grantdesk.tenants to grantdesk;
-- The owner may not say this of another role, so the migration that wants it only gives notice.
alter role grantdesk_app set jit = off;
alter role grantdesk_app set statement_timeout = '30s';
alter role grantdesk_app set lock_timeout = '10s';
alter role grantdesk_app set idle_in_transaction_session_timeout = '60s';
SQL
