-- Money, in micros: millionths of the advertiser's currency. The ledger is `transfer`: each row moves an amount from one
-- account to another, so the books balance by construction. Balances move by inserting transfers and in no other way.
--
--   OUTSIDE    the advertiser's bank: deposits come from here
--   FUNDS      an advertiser's money that no line item has
--   AVAILABLE  a line item's money that no replica holds
--   LEASED     a line item's money that replicas may be spending just now
--   SPENT      a line item's money that billable events cost
--   UNBILLED   what events would have cost beyond the budget: given away by the platform, never charged
create table funds (
    advertiser_id    uuid   primary key references advertiser,
    available_micros bigint not null check (available_micros >= 0)
);

create table line_budget (
    line_item_id        uuid   primary key,
    advertiser_id       uuid   not null references funds,
    budget_micros       bigint not null check (budget_micros >= 0),
    daily_budget_micros bigint check (daily_budget_micros > 0),
    -- The advertiser's zone, in which days begin and end.
    zone                text   not null,
    available_micros    bigint not null check (available_micros >= 0),
    leased_micros       bigint not null check (leased_micros >= 0),
    spent_micros        bigint not null check (spent_micros >= 0),
    unbilled_micros     bigint not null check (unbilled_micros >= 0),
    -- CLOSED: what comes back goes to the advertiser. RESERVED: holds its whole budget. LEASING: replicas may draw on it.
    state               text   not null check (state in ('CLOSED', 'RESERVED', 'LEASING')),
    check (state = 'CLOSED' or available_micros + leased_micros + spent_micros = budget_micros)
);

create table transfer (
    id            bigint      generated always as identity primary key,
    at            timestamptz not null,
    reason        text        not null check (reason in ('DEPOSIT', 'RESERVE', 'RELEASE', 'LEASE', 'RETURN', 'EXPIRE',
                                                         'SPEND', 'FIXED_TIME', 'SHORTFALL')),
    advertiser_id uuid        not null,
    line_item_id  uuid,
    source        text        not null,
    target        text        not null,
    amount_micros bigint      not null check (amount_micros > 0),
    -- The lease, the decision or the payment it is about.
    reference     text,
    check ((source, target) in (('OUTSIDE', 'FUNDS'), ('FUNDS', 'AVAILABLE'), ('AVAILABLE', 'FUNDS'), ('AVAILABLE', 'LEASED'),
                                ('LEASED', 'AVAILABLE'), ('LEASED', 'FUNDS'), ('LEASED', 'SPENT'), ('AVAILABLE', 'SPENT'),
                                ('OUTSIDE', 'UNBILLED'))),
    check (line_item_id is not null or (source, target) = ('OUTSIDE', 'FUNDS'))
);

-- Serves Ledger.of: an advertiser's statement, newest first.
create index transfer_advertiser on transfer (advertiser_id, id desc);

-- Serves Budgets.chargeFixed: a fixed price is charged once.
create unique index transfer_fixed_time on transfer (line_item_id) where reason = 'FIXED_TIME';

create function book_transfers() returns trigger language plpgsql as $$
declare
    booked bigint;
begin
    update line_budget b
    set available_micros = b.available_micros + d.available,
        leased_micros    = b.leased_micros + d.leased,
        spent_micros     = b.spent_micros + d.spent,
        unbilled_micros  = b.unbilled_micros + d.unbilled
    from (
        select line_item_id,
               sum(case 'AVAILABLE' when target then amount_micros when source then -amount_micros else 0 end) as available,
               sum(case 'LEASED'    when target then amount_micros when source then -amount_micros else 0 end) as leased,
               sum(case 'SPENT'     when target then amount_micros else 0 end)                                 as spent,
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

create trigger transfer_booked after insert on transfer referencing new table as added
    for each statement execute function book_transfers();

create trigger transfer_kept before update or delete or truncate on transfer
    for each statement execute function refuse_change();

-- Money that a replica may be spending just now. Events draw on a line item's leases, the oldest first.
create table lease (
    id                 uuid        primary key,
    line_item_id       uuid        not null references line_budget,
    replica            text        not null,
    granted_micros     bigint      not null check (granted_micros > 0),
    -- Neither settled nor given back.
    outstanding_micros bigint      not null check (outstanding_micros between 0 and granted_micros),
    granted_at         timestamptz not null,
    -- The replica must not spend it from then on.
    expires_at         timestamptz not null,
    -- No receipt handed out under it is valid from then on.
    lapses_at          timestamptz not null,
    returned           boolean     not null
);

-- Serves Settlement and Leases.lapse: what is still out, oldest first.
create index lease_outstanding on lease (line_item_id, lapses_at) where outstanding_micros > 0;
create index lease_lapse on lease (lapses_at) where outstanding_micros > 0;

-- What a line item spent on a day in its zone.
create table daily_spend (
    line_item_id uuid   not null references line_budget,
    day          date   not null,
    spent_micros bigint not null check (spent_micros >= 0),
    primary key (line_item_id, day)
);
