-- What a device told of how an ad was closed; absent for all other kinds, and where it did not tell.
alter table event
    add column how     text,
    add column actions integer;

-- How the closing contract was kept, by the hour (UTC) of the decision and by how people closed: '' where that is not told,
-- and for what is no close. Few events are of that kind, so it stands beside hourly_experience, which all of them change.
create table hourly_closing (
    hour         timestamptz not null,
    scene        text        not null,
    slot_id      text        not null,
    creative_id  uuid        not null,
    how          text        not null,
    closes       bigint      not null,
    close_millis bigint      not null,
    -- It took more than one action.
    many_actions bigint      not null,
    -- The × was offered later than a second.
    offered_late bigint      not null,
    -- Closed or skipped after more than 30 s.
    too_long     bigint      not null,
    primary key (hour, scene, slot_id, creative_id, how)
);
