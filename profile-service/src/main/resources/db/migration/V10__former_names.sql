-- Under which names a person was known before another profile of theirs became part of this one: events still carry them,
-- and who is forgotten is forgotten under all of them.
create table former_name (
    pseudonym uuid        primary key,
    -- Their own id at that time; nobody gets it again but they themselves.
    former_id uuid        not null,
    person_id uuid        not null references person (id) on delete cascade,
    merged_at timestamptz not null
);

-- Serves the erasure of a person.
create index former_name_person on former_name (person_id);

-- Serves keeping a former id from being given to somebody else.
create index former_name_former on former_name (former_id);

-- A merge closes cells too.
alter table permission drop constraint permission_decided_by_check;
alter table permission add constraint permission_decided_by_check
    check (decided_by in ('PERSON', 'IMPORT', 'SIGNAL', 'MERGE'));

-- Whoever had several names is forgotten under each: one erasure is the person's, and the others are parts of it.
alter table erasure add column part_of uuid references erasure (id);

-- Serves the certificate.
create index erasure_part_of on erasure (part_of) where part_of is not null;
