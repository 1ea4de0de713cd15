-- A date of birth that was corrected here is not set back by an import; and whoever turns out to be a child by a correction
-- has said yes to nothing, which is marked as that.
alter table person add column birth_date_corrected boolean not null default false;
alter table permission drop constraint permission_decided_by_check;
alter table permission add constraint permission_decided_by_check
    check (decided_by in ('PERSON', 'IMPORT', 'SIGNAL', 'MERGE', 'EXPIRY', 'CORRECTION'));
