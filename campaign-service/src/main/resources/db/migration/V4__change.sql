-- Every change and every verdict: who, when, what. Append-only.
create table change (
    id           bigint      generated always as identity primary key,
    at           timestamptz not null,
    who          text        not null,
    what         text        not null,
    advertiser_id uuid       not null,
    campaign_id  uuid,
    line_item_id uuid,
    -- What it became, as a document; absent where the word says it all.
    detail       jsonb
);

-- Serves History.of: the history of a campaign, newest first.
create index change_campaign on change (campaign_id, id desc);

create trigger change_kept before update or delete or truncate on change
    for each statement execute function refuse_change();
