-- Refunds of flights that were paid as a whole and stopped early, and books that are closed day by day.
alter table transfer drop constraint transfer_reason_check;
alter table transfer add constraint transfer_reason_check
    check (reason in ('DEPOSIT', 'RESERVE', 'RELEASE', 'LEASE', 'RETURN', 'EXPIRE', 'SPEND', 'FIXED_TIME', 'REFUND', 'SHORTFALL'));

alter table transfer drop constraint transfer_check;
alter table transfer add constraint transfer_check
    check ((source, target) in (('OUTSIDE', 'FUNDS'), ('FUNDS', 'AVAILABLE'), ('AVAILABLE', 'FUNDS'), ('AVAILABLE', 'LEASED'),
                                ('LEASED', 'AVAILABLE'), ('LEASED', 'FUNDS'), ('LEASED', 'SPENT'), ('AVAILABLE', 'SPENT'),
                                ('SPENT', 'FUNDS'), ('OUTSIDE', 'UNBILLED')));
-- What was spent comes back in one way only.
alter table transfer add constraint transfer_refund check ((source = 'SPENT') = (reason = 'REFUND'));

-- Serves Budgets.refundFixed: a flight is refunded once.
create unique index transfer_refund on transfer (line_item_id) where reason = 'REFUND';

-- Serves Statements: an advertiser's statement, newest first, and the sums of a day. In place of the one by id.
drop index transfer_advertiser;
create index transfer_advertiser on transfer (advertiser_id, at, id);

-- Nothing is booked before this moment any more.
alter table funds add column closed_until timestamptz not null default '-infinity';

create or replace function book_transfers() returns trigger language plpgsql as $$
declare
    booked bigint;
begin
    if exists (select from added a join funds f on f.advertiser_id = a.advertiser_id where a.at < f.closed_until) then
        raise exception 'a transfer falls on a day that is closed';
    end if;

    update line_budget b
    set available_micros = b.available_micros + d.available,
        leased_micros    = b.leased_micros + d.leased,
        spent_micros     = b.spent_micros + d.spent,
        unbilled_micros  = b.unbilled_micros + d.unbilled
    from (
        select line_item_id,
               sum(case 'AVAILABLE' when target then amount_micros when source then -amount_micros else 0 end) as available,
               sum(case 'LEASED'    when target then amount_micros when source then -amount_micros else 0 end) as leased,
               sum(case 'SPENT'     when target then amount_micros when source then -amount_micros else 0 end) as spent,
               sum(case 'UNBILLED'  when target then amount_micros else 0 end)                                 as unbilled
        from added where line_item_id is not null group by line_item_id
    ) d
    where b.line_item_id = d.line_item_id;
    get diagnostics booked = row_count;
    if booked <> (select count(distinct line_item_id) from added) then
        raise exception 'a transfer names a line item that has no budget';
    end if;

    update funds f
    set available_micros = f.available_micros + d.available
    from (
        select advertiser_id,
               sum(case 'FUNDS' when target then amount_micros else -amount_micros end) as available
        from added where 'FUNDS' in (source, target) group by advertiser_id
    ) d
    where f.advertiser_id = d.advertiser_id;
    get diagnostics booked = row_count;
    if booked <> (select count(distinct advertiser_id) from added where 'FUNDS' in (source, target)) then
        raise exception 'a transfer names an advertiser who has no funds';
    end if;
    return null;
end $$;

-- Where an advertiser's money was at a midnight in its zone. The check is the proof of the day: what was ever paid in is
-- somewhere. Written once, a day after the other.
create table day_close (
    advertiser_id    uuid        not null references funds,
    day              date        not null,
    -- The midnight that ends the day.
    ends_at          timestamptz not null,
    closed_at        timestamptz not null,
    transfers        bigint      not null check (transfers >= 0),
    paid_in_micros   bigint      not null check (paid_in_micros >= 0),
    funds_micros     bigint      not null check (funds_micros >= 0),
    available_micros bigint      not null check (available_micros >= 0),
    leased_micros    bigint      not null check (leased_micros >= 0),
    spent_micros     bigint      not null check (spent_micros >= 0),
    unbilled_micros  bigint      not null check (unbilled_micros >= 0),
    primary key (advertiser_id, day),
    check (funds_micros + available_micros + leased_micros + spent_micros = paid_in_micros)
);

create trigger day_close_kept before update or delete or truncate on day_close
    for each statement execute function refuse_change();

-- Closes one day of one advertiser: the day before, plus what moved.
create function close_day(of_advertiser uuid, of_day date, until timestamptz, now timestamptz) returns void language plpgsql as $$
declare
    opened_at timestamptz;
begin
    select closed_until into opened_at from funds where advertiser_id = of_advertiser for update;
    insert into day_close
    select of_advertiser, of_day, until, now, moved.transfers,
           coalesce(last.paid_in_micros, 0) + moved.paid_in, coalesce(last.funds_micros, 0) + moved.funds,
           coalesce(last.available_micros, 0) + moved.available, coalesce(last.leased_micros, 0) + moved.leased,
           coalesce(last.spent_micros, 0) + moved.spent, coalesce(last.unbilled_micros, 0) + moved.unbilled
    from (
        select count(*) as transfers,
               coalesce(sum(amount_micros) filter (where reason = 'DEPOSIT'), 0) as paid_in,
               coalesce(sum(case 'FUNDS'     when target then amount_micros when source then -amount_micros end), 0) as funds,
               coalesce(sum(case 'AVAILABLE' when target then amount_micros when source then -amount_micros end), 0) as available,
               coalesce(sum(case 'LEASED'    when target then amount_micros when source then -amount_micros end), 0) as leased,
               coalesce(sum(case 'SPENT'     when target then amount_micros when source then -amount_micros end), 0) as spent,
               coalesce(sum(case 'UNBILLED'  when target then amount_micros end), 0) as unbilled
        from transfer where advertiser_id = of_advertiser and at >= opened_at and at < until
    ) moved
    left join (select * from day_close where advertiser_id = of_advertiser order by day desc limit 1) last on true;
    update funds set closed_until = until where advertiser_id = of_advertiser;
end $$;
