-- Addresses that hear of an organization's audit events. What is sent is derived from the audit: each webhook keeps the
-- place up to which it has been looked through, so an event can be neither lost nor invented, and the statement that
-- changes access does not know of webhooks. An organization's revisions are committed in their order (its row is
-- locked), so that nothing can appear behind the place.

create table webhook (
  id uuid primary key,
  organization_id uuid not null references organization (id),
  url text not null check (length(url) between 1 and 2000),
  kinds text[] not null default '{}',
  paused text check (paused in ('ASKED', 'FAILING')),
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  cursor_revision bigint not null,
  cursor_sequence integer not null default 2147483647,
  failing_since timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id)
);
comment on column webhook.kinds is 'Kinds of audit events; empty: all of them.';
comment on column webhook.secret is 'Sealed under the installation''s secret (lib/store/seal.ts), since it has to sign; the one before signs too until previous_until.';

-- The queue and the log in one: a message waits until next_at, and whoever takes it moves next_at on before he sends, so
-- that a process that dies on the way leaves it to the next.
create table webhook_delivery (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  webhook_id uuid not null,
  revision bigint,
  sequence integer,
  kind text not null,
  status text not null default 'WAITING' check (status in ('WAITING', 'DELIVERED', 'FAILED')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  last_at timestamptz,
  answer_status integer,
  answer_text text,
  problem text,
  created_at timestamptz not null default now(),
  foreign key (organization_id, webhook_id) references webhook (organization_id, id) on delete cascade,
  foreign key (organization_id, revision, sequence) references audit_event (organization_id, revision, sequence),
  unique (webhook_id, revision, sequence),
  check ((revision is null) = (sequence is null))
);
comment on column webhook_delivery.revision is 'Null: a test message, about no event.';
create index webhook_delivery_due on webhook_delivery (webhook_id, next_at) where status = 'WAITING';
create index webhook_delivery_log on webhook_delivery (webhook_id, created_at desc);

do $$
declare
  walled text;
begin
  foreach walled in array array['webhook', 'webhook_delivery'] loop
    execute format('create policy tenant on %I using (organization_id = any ((select tenants())::uuid[]))', walled);
    execute format('create policy keeper on %I to %I using ((select keeps()))', walled, current_user);
    execute format('alter table %I enable row level security, force row level security', walled);
  end loop;
end $$;
grant select, insert, update, delete on webhook, webhook_delivery to grantdesk_app;

create function webhooks_due(most integer) returns table (organization_id uuid, webhook_id uuid)
language plpgsql volatile security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return query
    select w.organization_id, w.id from webhook w join organization o on o.id = w.organization_id
    where w.paused is null and o.deleted_at is null and (
      o.revision > w.cursor_revision or w.cursor_sequence < 2147483647
      or exists (select from webhook_delivery d where d.webhook_id = w.id and d.status = 'WAITING' and d.next_at <= now()))
    order by random() limit most;
end $$;
comment on function webhooks_due is 'Which webhooks have something to do, of whatever organization: ids alone, for the process that delivers.';
revoke execute on function webhooks_due from public;
grant execute on function webhooks_due to grantdesk_app;
