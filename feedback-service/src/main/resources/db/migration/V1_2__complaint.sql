-- A complaint in the person's words, bound to the receipt of what it is about. The words are nowhere else.
create table complaint (
    number        bigint      generated always as identity unique,
    decision_id   uuid        primary key,
    person_id     uuid,
    device_id     uuid        not null,
    scene         text        not null,
    slot_id       text        not null,
    creative_id   uuid        not null,
    line_item_id  uuid        not null,
    advertiser_id uuid        not null,
    category      text        not null check (length(category) between 1 and 40),
    text          text        not null check (length(text) <= 2000),
    occurred_at   timestamptz not null,
    received_at   timestamptz not null
);
