-- What the events of a cell cost, so that a report by day, scene, slot or creative adds up to the ledger.
alter table delivery add column spent_micros bigint not null default 0 check (spent_micros >= 0);
