-- The name under which a person is known outside this service. Nothing leads from it to the person but this row, which
-- goes with them.
alter table person add column pseudonym uuid not null default gen_random_uuid();

-- Serves events, which name people by their pseudonyms.
create unique index person_pseudonym on person (pseudonym);

-- What was published under people's own ids is taken back, and the sweep publishes it anew.
insert into outbox (event_id, topic, key, type, body, created_at)
select gen_random_uuid(), 'profile.projections', person_id::text, 'io.houdao.profile.person.forgotten', null, now()
from projection;
update projection set recompute_at = now();

-- An erasure is a certificate, and until it is closed the memory of whom the others must forget.
alter table erasure
    add column id           uuid        not null default gen_random_uuid() unique,
    add column asked_by     text        not null default 'PERSON' check (asked_by in ('PERSON', 'AGENT')),
    -- Null once it is closed: no receipt with this pseudonym can arrive any more.
    add column pseudonym    uuid,
    add column device_ids   uuid[]      not null default '{}',
    -- When the other services were last asked to delete.
    add column asked_at     timestamptz,
    add column completed_at timestamptz;

-- Serves the rounds that ask.
create index erasure_open on erasure (erased_at) where pseudonym is not null;

-- What was deleted where, and when; it names nobody.
create table erasure_place (
    erasure_id uuid        not null references erasure (id),
    service    text        not null,
    place      text        not null,
    deleted    bigint      not null check (deleted >= 0),
    -- When the last trace there ages out; null where nothing is left.
    gone_by    timestamptz,
    at         timestamptz not null,
    primary key (erasure_id, service, place)
);

-- Which agent looked at whom, and why. The person may read it, and it goes with them.
create table agent_access (
    id         bigint      generated always as identity primary key,
    person_id  uuid        references person (id) on delete cascade,
    erasure_id uuid        references erasure (id),
    agent      text        not null,
    action     text        not null,
    reason     text        not null check (length(reason) between 3 and 500),
    at         timestamptz not null,
    check (num_nonnulls(person_id, erasure_id) = 1)
);

-- Serves what a person sees of it, newest first.
create index agent_access_person on agent_access (person_id, id desc);
