-- A submission that passed the bottom line and what a reviewer found of its values. Decided once, never rewritten.
create table review (
    id            uuid        primary key,
    campaign_id   uuid        not null references campaign,
    advertiser_id uuid        not null references advertiser,
    -- Everyone who wrote any of what is judged, the submitter included.
    authors       text[]      not null check (cardinality(authors) > 0),
    submitted_by  text        not null,
    submitted_at  timestamptz not null,
    status        text        not null check (status in ('OPEN', 'PASSED', 'FAILED', 'WITHDRAWN')),
    reviewer      text        check (reviewer <> all (authors)),
    decided_at    timestamptz,
    user_benefit  text,
    sincerity     text,
    scene_fit     text,
    version       bigint      not null,
    check (status not in ('PASSED', 'FAILED')
           or (reviewer is not null and decided_at is not null
               and user_benefit is not null and sincerity is not null and scene_fit is not null))
);

-- A campaign waits for one verdict at a time.
create unique index review_open on review (campaign_id) where status = 'OPEN';

-- Serves Reviews.withStatus: the queue, oldest first.
create index review_queue on review (status, submitted_at, id);

-- Which revision of which line item a submission holds.
create table review_item (
    review_id    uuid   not null references review,
    line_item_id uuid   not null references line_item,
    revision     bigint not null,
    primary key (review_id, line_item_id)
);

-- Nothing runs that was not passed as it stands now: whatever a program does, the database refuses it.
create function refuse_unapproved_line_item() returns trigger language plpgsql as $$
begin
    if not exists (
        select from review_item i join review r on r.id = i.review_id
        where i.review_id = new.review_id and i.line_item_id = new.id and i.revision = new.revision
          and r.status = 'PASSED'
    ) then
        raise exception 'line item % is not approved at revision %', new.id, new.revision;
    end if;
    return new;
end $$;

create trigger line_item_approved before insert or update on line_item
    for each row when (new.status in ('LIVE', 'PAUSED')) execute function refuse_unapproved_line_item();

-- A creative changes only together with its line item going back to draft; checked when the transaction ends.
create function refuse_creative_outside_draft() returns trigger language plpgsql as $$
begin
    if exists (
        select from line_item
        where id in (new.line_item_id, old.line_item_id) and status not in ('DRAFT', 'STOPPED', 'ENDED')
    ) then
        raise exception 'a creative of line item % changed while it was not a draft', coalesce(new.line_item_id, old.line_item_id);
    end if;
    return null;
end $$;

create constraint trigger creative_of_draft after insert or update or delete on creative
    deferrable initially deferred
    for each row execute function refuse_creative_outside_draft();

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;

create function refuse_second_verdict() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.status <> 'OPEN' then
        raise exception 'review % is decided and stays as it is', old.id;
    end if;
    return new;
end $$;

create trigger review_decided_once before update or delete on review
    for each row execute function refuse_second_verdict();

create trigger review_item_kept before update or delete or truncate on review_item
    for each statement execute function refuse_change();
