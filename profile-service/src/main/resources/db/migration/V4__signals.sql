-- A signal of a device or browser, such as Sec-GPC, closes cells too.
alter table permission drop constraint permission_decided_by_check;
alter table permission add constraint permission_decided_by_check check (decided_by in ('PERSON', 'IMPORT', 'SIGNAL'));
