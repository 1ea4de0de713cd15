-- How many opportunities there were and how many of them showed an ad, by hour: what forecasts are made from. No person in it.
create table traffic_hour (
    hour          timestamptz not null,
    scene         text        not null,
    slot_id       text        not null,
    opportunities bigint      not null,
    ads           bigint      not null,
    primary key (hour, scene, slot_id),
    check (ads between 0 and opportunities)
);

-- Serves Traffic.past.
create index traffic_hour_scene on traffic_hour (scene, hour);

-- What was counted by day is spread over its hours. Of its ads nothing is known. The table stays for a version that still
-- writes it.
insert into traffic_hour
select day::timestamp at time zone 'UTC' + h * interval '1 hour', scene, slot_id, (opportunities + 23 - h) / 24, 0
from traffic, generate_series(0, 23) h where opportunities + 23 - h >= 24;

-- Up to where each partition of placement.decisions is counted; written in the transaction that counts, so each decision
-- counts once however often it is delivered. Empty it where the topic was made anew.
create table traffic_position (
    partition   integer primary key,
    next_offset bigint  not null
);
