-- What reports may tell. Once a day, when an advertiser's day is closed, what was not told yet is put into groups of so many
-- people that nobody stands out; a report adds whole groups up, so no report less another tells of fewer people than a group.
alter table delivery add column told_events bigint not null default 0;
alter table delivery add column told_spent_micros bigint not null default 0;
-- A bit for each person, device or unknown showing since this was last told, by a hash in which people share bits: there are
-- never more bits than people.
alter table delivery add column crowd varbit not null default repeat('0', 256)::varbit check (length(crowd) = 256);
alter table delivery add check (told_events between 0 and events);
alter table delivery add check (told_spent_micros between 0 and spent_micros);

-- The groups, added up where they tell the same things apart. What is null is not told apart.
create table told_delivery (
    line_item_id uuid   not null,
    day          date,
    creative_id  uuid,
    scene        text,
    slot_id      text,
    kind         text   not null,
    events       bigint not null check (events >= 0),
    spent_micros bigint not null check (spent_micros >= 0),
    unique nulls not distinct (line_item_id, day, creative_id, scene, slot_id, kind)
);

-- Serves Traffic.harm.
create index told_delivery_scene on told_delivery (scene);

-- Up to which day, in the advertiser's zone, a line item is told.
create table publication (
    line_item_id uuid primary key,
    day          date not null
);

-- What reports told until now stays told.
insert into told_delivery
select line_item_id, day, creative_id, scene, slot_id, kind, events, spent_micros from delivery d
where (select i.events from delivery i
       where (i.line_item_id, i.day, i.creative_id, i.slot_id, i.scene, i.kind)
           = (d.line_item_id, d.day, d.creative_id, d.slot_id, d.scene, 'impression')) >= 50;
update delivery d set told_events = events, told_spent_micros = spent_micros
where exists (select from told_delivery t
              where (t.line_item_id, t.day, t.creative_id, t.slot_id, t.scene, t.kind)
                  = (d.line_item_id, d.day, d.creative_id, d.slot_id, d.scene, d.kind));
