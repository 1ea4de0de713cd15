-- Whether restraint and learning act upon it; all of it counts in reports.
alter table event add column weighs boolean not null default true;

-- What advertisers owe, when the event happens that they pay for.
alter table event add column billed_micros bigint not null default 0;
alter table hourly_experience add column billed_micros bigint not null default 0;

-- Whose each creative is that anything was ever reported of.
create table creative (
    creative_id   uuid primary key,
    line_item_id  uuid not null,
    campaign_id   uuid not null,
    advertiser_id uuid not null
);

-- Serves the scorecard of a campaign.
create index creative_campaign on creative (campaign_id);
-- Serves what an advertiser is told of restraint.
create index creative_advertiser on creative (advertiser_id);
