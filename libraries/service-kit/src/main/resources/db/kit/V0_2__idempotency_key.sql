-- What was answered to a create, so that the same request sent again gets the same answer and creates nothing.
create table idempotency_key (
    principal    text        not null,
    key          text        not null check (length(key) between 1 and 200),
    request_hash text        not null,
    status       integer,
    location     text,
    body         text,
    created_at   timestamptz not null,
    primary key (principal, key)
);

-- Serves the removal of old keys.
create index idempotency_key_created_at on idempotency_key (created_at);
