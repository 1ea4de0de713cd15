-- One index in place of two: bookings are only ever asked for by advertiser and time.
alter table transfer drop constraint transfer_pkey;
drop index transfer_advertiser;
alter table transfer add primary key (advertiser_id, at, id);

-- As before, in fewer steps: what moves is added up once, and the funds are looked at only where they take part.
create or replace function book_transfers() returns trigger language plpgsql as $$
declare
    is_whole boolean;
begin
    if exists (
        select from (select advertiser_id, min(at) as at from added group by advertiser_id) a
        join funds f using (advertiser_id) where a.at < f.closed_until
    ) then
        raise exception 'a transfer falls on a day that is closed';
    end if;

    with d as materialized (
        select line_item_id,
               sum(case 'AVAILABLE' when target then amount_micros when source then -amount_micros else 0 end)::bigint as available,
               sum(case 'LEASED'    when target then amount_micros when source then -amount_micros else 0 end)::bigint as leased,
               sum(case 'SPENT'     when target then amount_micros when source then -amount_micros else 0 end)::bigint as spent,
               sum(case 'UNBILLED'  when target then amount_micros else 0 end)::bigint                                 as unbilled
        from added where line_item_id is not null group by line_item_id
    ), moved as (
        update line_budget b
        set available_micros = b.available_micros + d.available,
            leased_micros    = b.leased_micros + d.leased,
            spent_micros     = b.spent_micros + d.spent,
            unbilled_micros  = b.unbilled_micros + d.unbilled
        from d where b.line_item_id = d.line_item_id
        returning b.line_item_id
    )
    select (select count(*) from d) = (select count(*) from moved) into is_whole;
    if not is_whole then
        raise exception 'a transfer names a line item that has no budget';
    end if;

    if exists (select from added where 'FUNDS' in (source, target)) then
        with d as materialized (
            select advertiser_id,
                   sum(case 'FUNDS' when target then amount_micros else -amount_micros end)::bigint as available
            from added where 'FUNDS' in (source, target) group by advertiser_id
        ), moved as (
            update funds f set available_micros = f.available_micros + d.available
            from d where f.advertiser_id = d.advertiser_id
            returning f.advertiser_id
        )
        select (select count(*) from d) = (select count(*) from moved) into is_whole;
        if not is_whole then
            raise exception 'a transfer names an advertiser who has no funds';
        end if;
    end if;
    return null;
end $$;
