-- Each event once. The key holds the time of the decision, which an event takes from its receipt and cannot change, so a
-- repeat meets its first whenever it comes. One partition a day (UTC) of decisions.
create table event (
    decision_id uuid        not null,
    -- As in the topic. 'negative' marks the first close, hide or complaint of a showing, whichever it was.
    kind        text        not null,
    decided_at  timestamptz not null,
    occurred_at timestamptz not null,
    scene       text        not null,
    slot_id     text        not null,
    creative_id uuid        not null,
    -- What the kind measures: stars, milliseconds shown, micros; 0 where it measures nothing.
    amount      bigint      not null,
    primary key (decision_id, kind, decided_at)
) partition by range (decided_at);

-- Each answer of placement-service once, likewise.
create table decision (
    decision_id   uuid        not null,
    decided_at    timestamptz not null,
    scene         text        not null,
    slot_id       text        not null,
    shown         boolean     not null,
    forgone_micros bigint     not null,
    primary key (decision_id, decided_at)
) partition by range (decided_at);

-- How people fared, by the hour (UTC) of the decision, so that a close counts where its showing does.
create table hourly_experience (
    hour              timestamptz not null,
    scene             text        not null,
    slot_id           text        not null,
    creative_id       uuid        not null,
    offered           bigint      not null,
    impressions       bigint      not null,
    viewables         bigint      not null,
    clicks            bigint      not null,
    closes            bigint      not null,
    hides             bigint      not null,
    mutes             bigint      not null,
    complaints        bigint      not null,
    negatives         bigint      not null,
    ratings           bigint      not null,
    stars             bigint      not null,
    asked             bigint      not null,
    disturbed         bigint      not null,
    useful            bigint      not null,
    conversions       bigint      not null,
    conversion_micros bigint      not null,
    check_ins         bigint      not null,
    skips             bigint      not null,
    primary key (hour, scene, slot_id, creative_id)
) with (fillfactor = 70);

-- Serves the reports on one scene.
create index hourly_experience_scene on hourly_experience (scene, hour);

-- What was counted since restraint last looked. It takes rows away in the transaction in which it acts on them, so each
-- event moves a price once.
create table pending_experience (
    scene       text   not null,
    slot_id     text   not null,
    creative_id uuid   not null,
    offered     bigint not null,
    impressions bigint not null,
    clicks      bigint not null,
    closes      bigint not null,
    hides       bigint not null,
    complaints  bigint not null,
    negatives   bigint not null,
    useful      bigint not null,
    primary key (scene, slot_id, creative_id)
) with (fillfactor = 50);

-- What was asked of us, and what restraint gave up.
create table hourly_opportunity (
    hour           timestamptz not null,
    scene          text        not null,
    slot_id        text        not null,
    opportunities  bigint      not null,
    shown          bigint      not null,
    forgone_micros bigint      not null,
    primary key (hour, scene, slot_id)
) with (fillfactor = 70);

-- Makes the partition of a day unless it is there. Replicas may ask at once.
create function ensure_day(parent text, day date) returns void
language plpgsql as $$
declare
    partition text := parent || '_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(partition) is null then
        perform pg_advisory_xact_lock(7041970);
        execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
            partition, parent, to_char(day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
    end if;
end $$;

-- Drops the partitions of days before first_kept.
create function drop_days_before(parent text, first_kept date) returns integer
language plpgsql as $$
declare
    partition text;
    dropped integer := 0;
begin
    for partition in
        select child.relname from pg_inherits
        join pg_class child on child.oid = inhrelid
        where inhparent = to_regclass(parent)
          and child.relname < parent || '_' || to_char(first_kept, 'YYYYMMDD')
    loop
        execute format('drop table %I', partition);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
