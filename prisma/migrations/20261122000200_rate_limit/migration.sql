-- How often somebody has tried something in the window that runs, counted once for all processes. Unlogged: a count is
-- worth nothing after a crash, and no attempt waits for a disk. The key is a hash, so that the table names nobody.

create unlogged table rate_limit (
  key     text primary key,
  used    int not null check (used > 0),
  until   timestamptz not null
);
create index rate_limit_until on rate_limit (until);

grant select, insert, update, delete on rate_limit to grantdesk_app;
