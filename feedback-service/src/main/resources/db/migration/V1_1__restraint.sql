-- A scene's price of harm, what it accepts, and what it remembers between windows.
create table scene_restraint (
    scene              text             primary key,
    price_micros       bigint           not null check (price_micros >= 0),
    accepted_share     double precision not null check (accepted_share > 0 and accepted_share < 1),
    max_price_micros   bigint           not null check (max_price_micros >= 0),
    since              timestamptz      not null,
    carried_served     bigint           not null,
    carried_negatives  bigint           not null,
    carried_windows    integer          not null,
    windows_since_rise integer          not null,
    idle_windows       integer          not null,
    last_closed_at     timestamptz,
    last_served        bigint           not null,
    last_negatives     bigint           not null,
    version            integer          not null
);

-- What restraint has seen of a cell, by the hour in which it looked. Suspending a cell uses its evidence up, and taking
-- the suspension back declares it void: both delete it.
create table evidence (
    scene       text        not null,
    slot_id     text        not null,
    creative_id uuid        not null,
    seen        timestamptz not null,
    offered     bigint      not null,
    impressions bigint      not null,
    clicks      bigint      not null,
    closes      bigint      not null,
    hides       bigint      not null,
    complaints  bigint      not null,
    negatives   bigint      not null,
    useful      bigint      not null,
    primary key (scene, slot_id, creative_id, seen)
);

-- Serves the removal of evidence past the horizon.
create index evidence_seen on evidence (seen);

-- What is suspended now; a row goes when the suspension does.
create table suspension (
    scope       text        primary key,
    scene       text        not null,
    slot_id     text        not null,
    creative_id uuid        not null,
    reason      text        not null,
    since       timestamptz not null,
    until       timestamptz not null,
    act_id      uuid        not null
);

-- Everything restraint did, and everything an operator did to it. Rows are only ever marked as reversed.
create table act (
    number      bigint      generated always as identity unique,
    act_id      uuid        primary key,
    at          timestamptz not null,
    kind        text        not null,
    scope       text        not null,
    scene       text        not null,
    slot_id     text,
    creative_id uuid,
    before      jsonb       not null,
    after       jsonb       not null,
    reason_zh   text        not null,
    reason_en   text        not null,
    evidence    jsonb       not null,
    -- Who acted: 'restraint' itself, or an operator by name.
    actor       text        not null,
    reversed_at timestamptz,
    reversed_by uuid        references act
);

-- Serves the digest of a day.
create index act_at on act (at);
-- Serves the reversal of everything since an act.
create index act_scope on act (scope, number);

-- When a window last closed: replicas take turns, not both.
create table restraint_window (
    only_row  boolean     primary key default true check (only_row),
    closed_at timestamptz not null
);

insert into restraint_window (closed_at) values ('1970-01-01T00:00:00Z');

-- How people respond to a creative in a scene, over all windows, and what of it was published last.
create table response (
    creative_id           uuid             not null,
    scene                 text             not null,
    impressions           bigint           not null,
    clicks                bigint           not null,
    closes                bigint           not null,
    hides                 bigint           not null,
    complaints            bigint           not null,
    useful                bigint           not null,
    -- Whether anything was counted since it was last compared with what is published.
    changed               boolean          not null,
    published_impressions bigint,
    published_click       double precision,
    published_close       double precision,
    published_hide        double precision,
    published_complaint   double precision,
    published_useful      double precision,
    primary key (scene, creative_id)
);

-- Serves the choice of what to publish.
create index response_changed on response (impressions) where changed;
