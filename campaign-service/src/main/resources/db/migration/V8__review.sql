-- Approvals that expire, verdicts that need two people, claims, appeals, successors, and launches that are stopped.
alter table review
    add column due_at        timestamptz,
    add column passes_needed integer     not null default 1 check (passes_needed between 1 and 2),
    -- Nothing of it runs from then on.
    add column valid_until   timestamptz,
    add column claimed_by    text,
    add column claimed_until timestamptz,
    add column appeal_of     uuid        references review,
    add column grounds       text,
    -- Who may not judge it, though they wrote none of it: those who judged what it appeals against.
    add column barred        text[]      not null default '{}',
    add check ((claimed_by is null) = (claimed_until is null)),
    add check ((appeal_of is null) = (grounds is null));

alter table review disable trigger review_decided_once;
update review set due_at = submitted_at + interval '3 days', valid_until = decided_at + interval '180 days';
alter table review enable trigger review_decided_once;

alter table review alter column due_at set not null;
alter table review add check (status <> 'PASSED' or valid_until is not null);

-- A failed review is appealed once.
create unique index review_appeal on review (appeal_of);

-- Each person's verdict on a submission. A pass that is not the last one needed leaves the review open.
create table review_vote (
    review_id    uuid        not null references review,
    reviewer     text        not null,
    at           timestamptz not null,
    verdict      text        not null check (verdict in ('PASS', 'FAIL')),
    user_benefit text        not null,
    sincerity    text        not null,
    scene_fit    text        not null,
    primary key (review_id, reviewer)
);

insert into review_vote
select id, reviewer, decided_at, case status when 'PASSED' then 'PASS' else 'FAIL' end, user_benefit, sincerity, scene_fit
from review where status in ('PASSED', 'FAILED');

create trigger review_vote_kept before update or delete or truncate on review_vote
    for each statement execute function refuse_change();

create or replace function refuse_second_verdict() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.status <> 'OPEN' then
        raise exception 'review % is decided and stays as it is', old.id;
    end if;
    if (new.authors, new.barred, new.passes_needed) is distinct from (old.authors, old.barred, old.passes_needed) then
        raise exception 'who may judge review % was fixed when it was submitted', old.id;
    end if;
    if new.status = 'PASSED' and new.passes_needed > (
        select count(*) from review_vote v
        where v.review_id = new.id and v.verdict = 'PASS' and v.reviewer <> all (new.authors || new.barred)
    ) then
        raise exception 'review % has too few verdicts to pass', new.id;
    end if;
    return new;
end $$;

-- A launch that was stopped, and what must be put right before it goes on.
create table stop_ship (
    id          uuid        primary key,
    campaign_id uuid        not null references campaign,
    reason      text        not null,
    stopped_by  text        not null,
    stopped_at  timestamptz not null,
    -- When the campaign passed again.
    lifted_at   timestamptz
);

create unique index stop_ship_open on stop_ship (campaign_id) where lifted_at is null;

create table stop_ship_issue (
    id           uuid        primary key,
    stop_ship_id uuid        not null references stop_ship,
    position     integer     not null,
    title        text        not null,
    detail       text,
    line_item_id uuid        references line_item,
    status       text        not null check (status in ('OPEN', 'FIXED', 'CLOSED')),
    fix          text,
    fixed_by     text,
    closed_by    text,
    unique (stop_ship_id, position),
    check (status = 'OPEN' or (fix is not null and fixed_by is not null)),
    check (status <> 'CLOSED' or (closed_by is not null and closed_by <> fixed_by))
);

alter table line_item
    -- What it takes the place of once it passes.
    add column replaces uuid references line_item;

create or replace function refuse_unapproved_line_item() returns trigger language plpgsql as $$
begin
    if not exists (
        select from review_item i join review r on r.id = i.review_id
        where i.review_id = new.review_id and i.line_item_id = new.id and i.revision = new.revision
          and r.status = 'PASSED'
    ) then
        raise exception 'line item % is not approved at revision %', new.id, new.revision;
    end if;
    if new.status = 'LIVE' and (tg_op = 'INSERT' or old.status <> 'LIVE') then
        if exists (select from review where id = new.review_id and valid_until <= now()) then
            raise exception 'the approval of line item % expired', new.id;
        end if;
        if exists (
            select from stop_ship s join stop_ship_issue i on i.stop_ship_id = s.id
            where s.campaign_id = new.campaign_id and s.lifted_at is null and i.status <> 'CLOSED'
        ) then
            raise exception 'the launch of line item % is stopped and has open issues', new.id;
        end if;
    end if;
    return new;
end $$;
