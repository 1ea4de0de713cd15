-- What advertisers need to keep order: campaigns that are put away, and calls to their own systems when something happens.
alter table campaign add column archived_at timestamptz;

-- Where an advertiser wants to hear of changes.
create table webhook (
    id            uuid        primary key,
    advertiser_id uuid        not null references advertiser,
    url           text        not null,
    -- Codes of the history, such as passed or paused.
    events        text[]      not null check (cardinality(events) > 0),
    -- Signs what is sent. Shown once, when the webhook is made.
    secret        text        not null,
    created_at    timestamptz not null
);

-- Serves Webhooks.of and queue_webhooks.
create index webhook_advertiser on webhook (advertiser_id, id);

create table webhook_delivery (
    id         uuid        primary key default gen_random_uuid(),
    webhook_id uuid        not null references webhook on delete cascade,
    change_id  bigint      not null references change,
    state      text        not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'FAILED')),
    attempts   integer     not null default 0,
    next_at    timestamptz not null,
    -- How the last attempt ended: a status code, or why there was none.
    outcome    text
);

-- Serves Deliveries.due, and the list of a webhook's deliveries.
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'WAITING';
create index webhook_delivery_webhook on webhook_delivery (webhook_id, change_id desc);

-- Whatever is told in the history is told to those who asked for it, in the same transaction.
create function queue_webhooks() returns trigger language plpgsql as $$
begin
    insert into webhook_delivery (webhook_id, change_id, next_at)
    select w.id, a.id, a.at from added a join webhook w on w.advertiser_id = a.advertiser_id and a.what = any (w.events);
    return null;
end $$;

create trigger change_told after insert on change referencing new table as added
    for each statement execute function queue_webhooks();

-- Serves History.ofLineItem.
create index change_line_item on change (line_item_id, id);
