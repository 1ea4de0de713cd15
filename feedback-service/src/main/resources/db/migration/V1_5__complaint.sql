-- Whose complaint it is to answer, by when, and what was answered.
alter table complaint
    add column owner        text        not null default 'customer-care',
    add column due_at       timestamptz,
    add column answered_at  timestamptz,
    add column answered_by  text,
    add column answer       text        check (length(answer) between 1 and 2000),
    add column remedy       text        check (remedy in ('none', 'coupon', 'ad-free')),
    add column coupon       uuid,
    add column coupon_micros bigint,
    add column ad_free_until timestamptz;

update complaint set due_at = received_at + interval '3 days';
alter table complaint alter column due_at set not null;
alter table complaint alter column owner drop default;

-- Serves the list of what is still to be answered.
create index complaint_open on complaint (due_at) where answered_at is null;
-- Serves what a person, or a device where nobody is known, asks for.
create index complaint_person on complaint (person_id, number);
create index complaint_device on complaint (device_id, number);
-- Serves the lifting of ad-free days that are over.
create index complaint_ad_free on complaint (ad_free_until) where ad_free_until is not null;
