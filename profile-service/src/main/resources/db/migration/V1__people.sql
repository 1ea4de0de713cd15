-- Those who share screens. On a shared screen the strictest of them decides.
create table household (
    id         uuid        primary key,
    created_at timestamptz not null
);

-- A person, as far as the decision about ads needs them: no name, no address.
create table person (
    id             uuid        primary key,
    birth_date     date        not null check (birth_date >= date '1900-01-01'),
    household_id   uuid        references household (id),
    ads_off        boolean     not null default false,
    refused        boolean     not null default false,
    -- Whether they ever set their switches themselves: an import does not touch them from then on.
    chose_switches boolean     not null default false,
    created_at     timestamptz not null
);

-- Serves finding who lives with whom.
create index person_household on person (household_id) where household_id is not null;

-- Where a person wants no ad; 9999-12-31 stands for ever.
create table muted_touchpoint (
    person_id     uuid        not null references person (id) on delete cascade,
    touchpoint_id text        not null,
    until         timestamptz not null,
    primary key (person_id, touchpoint_id)
);

create table quiet_scene (
    person_id uuid not null references person (id) on delete cascade,
    scene     text not null,
    primary key (person_id, scene)
);

create table daily_ad_limit (
    person_id uuid    not null references person (id) on delete cascade,
    scene     text    not null,
    most      integer not null check (most >= 0),
    primary key (person_id, scene)
);

-- Events that already had their effect: a repeat has none.
create table handled_event (
    decision_id uuid not null,
    kind        text not null,
    person_id   uuid not null references person (id) on delete cascade,
    primary key (decision_id, kind)
);

-- Serves the erasure of a person.
create index handled_event_person on handled_event (person_id);

-- Bound to one person, its owner; a shared one is used by their whole household. Its kind never changes.
create table device (
    id       uuid        primary key,
    owner_id uuid        not null references person (id) on delete cascade,
    kind     text        not null,
    shared   boolean     not null,
    bound_at timestamptz not null
);

-- Serves the devices of a person.
create index device_owner on device (owner_id, id);

-- One cell: may data of this kind from this kind of device be used on that surface, for that purpose? No cell means no.
create table permission (
    id           uuid        primary key default gen_random_uuid(),
    person_id    uuid        not null references person (id) on delete cascade,
    source       text        not null,
    data_kind    text        not null,
    surface      text        not null,
    purpose      text        not null check (purpose in ('PERSONALISED_ADS')),
    decision     text        not null check (decision in ('GRANTED', 'DENIED', 'REVOKED')),
    text_version text        not null,
    decided_by   text        not null check (decided_by in ('PERSON', 'IMPORT')),
    decided_at   timestamptz not null,
    unique (person_id, source, data_kind, surface, purpose)
);

-- Every decision ever taken about a cell; rows are only added, until the person is forgotten.
create table permission_change (
    id           bigint      generated always as identity primary key,
    person_id    uuid        not null references person (id) on delete cascade,
    source       text        not null,
    data_kind    text        not null,
    surface      text        not null,
    purpose      text        not null,
    decision     text        not null,
    text_version text        not null,
    decided_by   text        not null,
    decided_at   timestamptz not null
);

-- Serves a person's history, newest first.
create index permission_change_person on permission_change (person_id, id desc);

-- One thing known of a person. It goes with the device it came from, and on its day of expiry.
create table tag (
    id         uuid        primary key default gen_random_uuid(),
    person_id  uuid        not null references person (id) on delete cascade,
    domain     text        not null,
    value      text        not null,
    provenance text        not null check (provenance in ('DECLARED', 'OBSERVED', 'SURVEYED')),
    -- A kind of device, or self.
    source     text        not null,
    device_id  uuid        references device (id) on delete cascade,
    learned_at timestamptz not null,
    expires_at timestamptz not null,
    unique nulls not distinct (person_id, domain, value, source, device_id),
    check ((provenance = 'OBSERVED') = (source <> 'self'))
);

-- Serves the unbinding of a device.
create index tag_device on tag (device_id) where device_id is not null;

-- What a person removed: no device and no survey brings it back before then.
create table removed_tag (
    person_id uuid        not null references person (id) on delete cascade,
    domain    text        not null,
    value     text        not null,
    until     timestamptz not null,
    primary key (person_id, domain, value)
);

-- Rises over all people, and so for each, even for one who comes back after being forgotten.
create sequence projection_version;

-- What was last published of a person, byte for byte.
create table projection (
    person_id    uuid        primary key references person (id) on delete cascade,
    version      bigint      not null,
    body         bytea       not null,
    -- When time alone will change it: a tag or a mute expires, a child turns fourteen.
    recompute_at timestamptz
);

-- Serves the sweep that republishes what time has changed.
create index projection_recompute_at on projection (recompute_at) where recompute_at is not null;

-- Proof that someone was forgotten, which does not say whom: the SHA-256 of their id. It also keeps an import from
-- bringing them back.
create table erasure (
    person_hash bytea       primary key,
    erased_at   timestamptz not null
);
