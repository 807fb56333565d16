-- The queue that carries messages to webhooks: pg-boss 10.4.2, its own schema (version 24) to the letter of
-- `PgBoss.getConstructionPlans("pgboss")`, less its BEGIN, COMMIT and lock, which the migrations have themselves. So the
-- owner makes it here, where it can be read, and the application's role, which runs the jobs, cannot change it.
-- lib/store/jobs.test.ts compares this text with the package's.

CREATE SCHEMA IF NOT EXISTS pgboss;

CREATE TYPE pgboss.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);

CREATE TABLE pgboss.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);

CREATE TABLE pgboss.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES pgboss.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE pgboss.schedule (
  name text REFERENCES pgboss.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE pgboss.subscription (
  event text not null,
  name text not null REFERENCES pgboss.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);

CREATE TABLE pgboss.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state pgboss.job_state not null default('created'),
  retry_limit integer not null default(2),
  retry_count integer not null default(0),
  retry_delay integer not null default(0),
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);

ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id);

CREATE TABLE pgboss.archive (LIKE pgboss.job);

ALTER TABLE pgboss.archive ADD PRIMARY KEY (name, id);

ALTER TABLE pgboss.archive ADD archived_on timestamptz NOT NULL DEFAULT now();

CREATE INDEX archive_i1 ON pgboss.archive(archived_on);

CREATE FUNCTION pgboss.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
  table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
  queue_created_on timestamptz;
BEGIN

  WITH q as (
  INSERT INTO pgboss.queue (
    name,
    policy,
    retry_limit,
    retry_delay,
    retry_backoff,
    expire_seconds,
    retention_minutes,
    dead_letter,
    partition_name
  )
  VALUES (
    queue_name,
    options->>'policy',
    (options->>'retryLimit')::int,
    (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool,
    (options->>'expireInSeconds')::int,
    (options->>'retentionMinutes')::int,
    options->>'deadLetter',
    table_name
  )
  ON CONFLICT DO NOTHING
  RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);

  EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
  EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
  EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

  EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
  EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;

CREATE FUNCTION pgboss.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  table_name varchar;
BEGIN
  WITH deleted as (
    DELETE FROM pgboss.queue
    WHERE name = queue_name
    RETURNING partition_name
  )
  SELECT partition_name from deleted INTO table_name;

  EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
END;
$$
LANGUAGE plpgsql;

INSERT INTO pgboss.version(version) VALUES ('24');

select pgboss.create_queue('webhook-delivery', '{"policy":"standard"}');

-- What running jobs takes, and no more: neither another queue, nor a schedule, nor the version of the schema.
revoke execute on function pgboss.create_queue, pgboss.delete_queue from public;
grant usage on schema pgboss to grantdesk_app;
grant select on pgboss.queue, pgboss.version to grantdesk_app;
grant update (maintained_on) on pgboss.version to grantdesk_app;
grant select, insert, update, delete on pgboss.job to grantdesk_app;
grant select, insert, delete on pgboss.archive to grantdesk_app;

-- The log says which job carries a message. A job names the message's id and nothing else, so that whoever reads the
-- queue sees nothing of any organization.
alter table webhook_delivery add column job uuid;
comment on column webhook_delivery.job is 'The one job that may send it; null while it waits: for a place in the queue, or for its webhook to go on.';
create index webhook_delivery_unqueued on webhook_delivery (webhook_id, next_at) where status = 'WAITING' and job is null;

drop function webhooks_due(integer);
create function webhooks_due(most integer, at_once integer) returns table (organization_id uuid, webhook_id uuid)
language plpgsql volatile security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return query
    select w.organization_id, w.id from webhook w join organization o on o.id = w.organization_id
    where w.paused is null and o.deleted_at is null and (
      o.revision > w.cursor_revision or w.cursor_sequence < 2147483647
      or exists (select from webhook_delivery d where d.webhook_id = w.id and d.status = 'WAITING' and d.job is null)
        and at_once > (select count(*) from webhook_delivery d
          where d.webhook_id = w.id and d.status = 'WAITING' and d.job is not null and d.next_at <= now()))
    order by random() limit most;
end $$;
comment on function webhooks_due is 'Which webhooks have something for the queue, of whatever organization: ids alone, for the process that delivers.';

create function tenants_of_delivery(delivery uuid) returns uuid[] language plpgsql stable security definer
set search_path = public set grantdesk.keeper = 'on' set grantdesk.tenants = '{}' as $$
begin
  return array(select d.organization_id from webhook_delivery d where d.id = delivery);
end $$;
comment on function tenants_of_delivery is 'A job names its message alone: whose it is the process that delivers finds here.';

revoke execute on function webhooks_due, tenants_of_delivery from public;
grant execute on function webhooks_due, tenants_of_delivery to grantdesk_app;
