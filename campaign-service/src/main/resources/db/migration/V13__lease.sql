-- A lease is a row only while money of it is out; what became of it stands in the ledger. So the table stays as small as
-- what is lent, and its rows change in place.
delete from lease where outstanding_micros = 0;

-- One check a statement in place of one a row: who lends holds the locks of these budgets anyway. The key goes, the rule stays:
-- no lease without a budget, and no budget ever goes.
alter table lease drop constraint lease_line_item_id_fkey;

create function require_budgets() returns trigger language plpgsql as $$
begin
    if exists (select from added a where not exists (select from line_budget b where b.line_item_id = a.line_item_id)) then
        raise exception 'a lease names a line item that has no budget';
    end if;
    return null;
end $$;

create trigger lease_budgeted after insert on lease referencing new table as added
    for each statement execute function require_budgets();

create trigger line_budget_kept before delete or truncate on line_budget
    for each statement execute function refuse_change();

-- In place of the partial ones: an index that mentions a column, be it in its condition, is written whenever that changes.
drop index lease_outstanding;
drop index lease_lapse;
-- Serves Settlement and Leases.lapse: what is still out, oldest first.
create index lease_line_item on lease (line_item_id, lapses_at);
create index lease_lapse on lease (lapses_at);

-- Room on each page for the next version of a row, so that a change of amounts writes no index.
alter table lease set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
alter table line_budget set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
alter table daily_spend set (fillfactor = 70);
alter table delivery set (fillfactor = 70);
