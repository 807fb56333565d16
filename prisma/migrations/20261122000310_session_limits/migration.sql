-- What every session of the application starts with. Settings of the role rather than of the connection, because a
-- pooler in front of the database takes no options and must be handed nothing that outlives a transaction.

do $$
begin
  -- Compiling a statement that touches a few rows costs more than running it.
  alter role grantdesk_app set jit = off;
  alter role grantdesk_app set statement_timeout = '30s';
  alter role grantdesk_app set lock_timeout = '10s';
  -- A process that has stalled must not hold an organization's row for ever.
  alter role grantdesk_app set idle_in_transaction_session_timeout = '60s';
exception when insufficient_privilege then
  raise notice 'An administrator has to set jit, statement_timeout, lock_timeout and idle_in_transaction_session_timeout for grantdesk_app';
end $$;
