-- A campaign, its line items and their creatives. What an advertiser states is kept as the document they sent; what the
-- database itself must check stands beside it. Money is in micros: millionths of the advertiser's currency.
create table campaign (
    id              uuid        primary key,
    advertiser_id   uuid        not null references advertiser,
    name            text        not null check (length(name) between 1 and 200),
    category        text        not null check (category ~ '^[a-z][a-z0-9-]{0,39}$'),
    on_behalf_of    text        check (length(on_behalf_of) between 1 and 200),
    -- How many line items it ever had: the position of the next one.
    line_item_count integer     not null check (line_item_count >= 0),
    created_at      timestamptz not null,
    version         bigint      not null
);

-- Serves Campaigns.of: an advertiser's list, oldest first.
create index campaign_advertiser on campaign (advertiser_id, created_at, id);

create table line_item (
    id               uuid        primary key,
    campaign_id      uuid        not null references campaign,
    position         integer     not null check (position >= 0),
    terms            jsonb       not null,
    budget_micros    bigint      not null generated always as ((terms ->> 'budgetMicros')::bigint) stored
                                 check (budget_micros >= 0),
    ends_at          timestamptz not null,
    status           text        not null
                                 check (status in ('DRAFT', 'IN_REVIEW', 'LIVE', 'PAUSED', 'STOPPED', 'ENDED')),
    -- Rises whenever what people see, or who sees it, changes; a verdict is about one revision.
    revision         bigint      not null check (revision > 0),
    -- The submission it was last part of; absent for a draft.
    review_id        uuid,
    held_by_operator boolean     not null,
    version          bigint      not null,
    unique (campaign_id, position),
    check ((status = 'DRAFT') <= (review_id is null)),
    check (status not in ('IN_REVIEW', 'LIVE', 'PAUSED') or review_id is not null)
);

-- Serves LineItems.over: flights that are over but not yet ended.
create index line_item_flight on line_item (ends_at) where status in ('LIVE', 'PAUSED');

create table creative (
    id           uuid    primary key,
    line_item_id uuid    not null references line_item,
    position     integer not null check (position >= 0),
    content      jsonb   not null,
    version      bigint  not null
);

-- Serves Creatives.of: the creatives of some line items, in order.
create index creative_line_item on creative (line_item_id, position);
