-- Events that belong to committed changes and have not reached Kafka yet. The relay deletes a row once it is acknowledged.
create table outbox (
    id         bigint      generated always as identity primary key,
    event_id   uuid        not null unique,
    topic      text        not null,
    key        text        not null,
    type       text        not null,
    -- Null is a tombstone.
    body       bytea,
    created_at timestamptz not null
);
