-- How far imports of line items are: written after each batch, so that whoever sent one can watch it, from anywhere.
create table line_item_import (
    id          uuid        primary key,
    campaign_id uuid        not null references campaign,
    started_by  text        not null,
    started_at  timestamptz not null,
    -- When it got further last; one that stands still was cut off by a crash.
    updated_at  timestamptz not null,
    state       text        not null check (state in ('RUNNING', 'DONE', 'INTERRUPTED')),
    -- How many lines were accepted and rejected, and what is wrong with the first ones of those.
    report      jsonb       not null,
    version     bigint      not null
);

-- Serves Imports.of: the imports of a campaign, newest first.
create index line_item_import_campaign on line_item_import (campaign_id, started_at desc, id desc);

-- What lists of line items are narrowed to and sorted by, out of the document.
alter table line_item
    add column name      text        not null generated always as (terms ->> 'name') stored,
    add column delivery  text        not null generated always as (terms ->> 'delivery') stored;
