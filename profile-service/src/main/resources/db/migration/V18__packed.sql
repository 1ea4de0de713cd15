-- What an import brought of a newcomer, as it came: permissions and tags, which are rows once somebody asks for them or
-- changes something. Most of those who come in never do, and a document costs a tenth of its rows.
--   {"permissions": [[source, data kind, surface, purpose, decision, text version, expires at], …],
--    "tags": [[domain, value, provenance, source, device, expires at], …]}
-- Decided and learned at the person's created_at, by IMPORT.
alter table person add column packed json;

-- Devices and projections of newcomers are written in the transaction of their people, and all others while their person is
-- held. Asking for the person once a row is half of what a row costs, so only what a deletion takes along is left of it.
alter table device drop constraint device_owner_id_fkey;
alter table projection drop constraint projection_person_id_fkey;

create function take_along() returns trigger language plpgsql as $$
begin
    delete from device where owner_id = old.id;
    delete from projection where person_id = old.id;
    return null;
end $$;

create trigger person_takes_along after delete on person for each row execute function take_along();

-- Serves the devices of a person: all of one are one entry, and are sorted when they are read.
create index device_of_owner on device (owner_id);
drop index device_owner;
