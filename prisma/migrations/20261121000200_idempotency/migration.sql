-- What a write with an Idempotency-Key was answered, so that the same write again gets the same answer and has no
-- second effect. Kept for 24 hours. The answer may hold a new secret, so it is sealed: the table alone tells nothing.

create table idempotency_key (
  person_id       uuid not null references person (id) on delete cascade,
  key             text not null check (length(key) between 1 and 255),
  request_hash    bytea not null,
  sealed_answer   bytea not null,
  created_at      timestamptz not null default now(),
  primary key (person_id, key)
);
comment on column idempotency_key.request_hash is 'SHA-256 over the credential, the method, the address and the body: the key stands for this request and no other.';
create index idempotency_key_age on idempotency_key (created_at);

grant select, insert, update, delete on idempotency_key to grantdesk_app;
