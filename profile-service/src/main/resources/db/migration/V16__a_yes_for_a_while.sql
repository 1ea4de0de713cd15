-- A yes may hold until a time its person named; what ends it then is marked as that.
alter table permission add column expires_at timestamptz;
alter table permission_change add column expires_at timestamptz;
alter table permission drop constraint permission_decided_by_check;
alter table permission add constraint permission_decided_by_check
    check (decided_by in ('PERSON', 'IMPORT', 'SIGNAL', 'MERGE', 'EXPIRY'));
