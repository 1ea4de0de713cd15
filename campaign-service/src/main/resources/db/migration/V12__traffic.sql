-- How many opportunities there were: what forecasts are made from. No person in it. A batch that is read twice after a
-- crash counts twice; a forecast's interval is wider than that.
create table traffic (
    -- UTC.
    day           date   not null,
    scene         text   not null,
    slot_id       text   not null,
    opportunities bigint not null check (opportunities >= 0),
    primary key (day, scene, slot_id)
);
