-- Events that were counted and billed, so that a repeat changes nothing. Kept longer than the topic keeps events.
create table counted_event (
    decision_id uuid        not null,
    kind        text        not null,
    received_at timestamptz not null,
    primary key (decision_id, kind)
);

-- Serves the removal of old rows.
create index counted_event_received_at on counted_event (received_at);

-- What became of a line item's showings. No person in it.
create table delivery (
    line_item_id uuid   not null,
    creative_id  uuid   not null,
    slot_id      text   not null,
    scene        text   not null,
    day          date   not null,
    kind         text   not null,
    events       bigint not null check (events >= 0),
    primary key (line_item_id, day, creative_id, slot_id, scene, kind)
);
