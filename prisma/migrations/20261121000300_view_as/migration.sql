-- An operator looks at what a person sees: in one session of his own, for a while, with a reason. As long as a row of a
-- session has no end, that session changes nothing. Rows come and end by the commands that the audit keeps.

-- So that a view cannot be tied to someone else's session.
alter table session add unique (id, person_id);

create table view_as (
  id              uuid primary key default gen_random_uuid(),
  session_id      uuid not null,
  operator_id     uuid not null,
  person_id       uuid not null references person (id),
  reason          text not null check (length(btrim(reason)) between 1 and 500),
  started_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  ended_at        timestamptz,
  foreign key (session_id, operator_id) references session (id, person_id),
  check (person_id <> operator_id),
  check (expires_at > started_at and expires_at <= started_at + interval '15 minutes'),
  check (ended_at >= started_at)
);
create index view_as_open on view_as (session_id) where ended_at is null;

grant select, insert, update on view_as to grantdesk_app;
