-- Moments of the day that a scene may name; the spheres are fixed.
create table moment (
    moment  text primary key check (moment ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    name_zh text not null,
    name_en text not null
);

insert into moment (moment, name_zh, name_en) values
    ('sport', '运动', 'Sport'),
    ('work', '工作', 'Work'),
    ('environment', '环境', 'Environment'),
    ('life', '生活', 'Life'),
    ('entertainment', '娱乐', 'Entertainment'),
    ('parent-child', '亲子', 'Parent and child'),
    ('forum', '论坛', 'Forum'),
    ('community', '社区', 'Community'),
    ('calendar', '日历', 'Calendar'),
    ('app-store', '应用商店', 'App store'),
    ('weather', '天气', 'Weather');

create table touchpoint (
    id          text primary key,
    name_zh     text not null,
    name_en     text not null,
    device_kind text not null,
    layer       text not null check (layer in ('SYSTEM', 'PLATFORM', 'CONTENT')),
    sphere      text not null check (sphere in ('PERSONAL', 'HOME', 'PUBLIC')),
    owner_team  text not null
);

-- Money is in micros: millionths of the currency in which line items are bought.
create table slot (
    id                   text    primary key,
    touchpoint_id        text    not null references touchpoint,
    slot_class           text    not null,
    capabilities         text[]  not null check (cardinality(capabilities) > 0),
    scenes               text[]  not null check (cardinality(scenes) > 0),
    required_assets      text[]  not null,
    optional_assets      text[]  not null,
    intrusiveness_micros bigint  not null check (intrusiveness_micros >= 0),
    floor_micros         bigint  not null check (floor_micros >= 0),
    owner_team           text    not null,
    offered_within_ms    integer not null check (offered_within_ms between 0 and 1000),
    gone_within_ms       integer not null check (gone_within_ms between 0 and 3000),
    max_length_ms        integer not null check (max_length_ms between 1 and 30000),
    open                 boolean not null default false
);

-- Every consent and withdrawal, never changed.
create table slot_consent (
    id         bigint      generated always as identity primary key,
    slot_id    text        not null references slot,
    granted    boolean     not null,
    team       text        not null,
    given_by   text        not null,
    given_at   timestamptz not null
);

-- Serves the history of one slot.
create index slot_consent_slot on slot_consent (slot_id, id);

-- One row. Each change of the tables above raises the version and so waits for the change before it: replicas poll the
-- version, and limits over all slots hold under concurrency.
create table registry_version (
    only_row boolean primary key default true check (only_row),
    version  bigint  not null
);

insert into registry_version (version) values (1);
