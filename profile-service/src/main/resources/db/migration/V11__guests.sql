-- Who is in front of a household's shared screens for a while without living there. It counts until then, and is deleted
-- soon after.
create table guest (
    household_id uuid        not null references household (id) on delete cascade,
    person_id    uuid        not null references person (id) on delete cascade,
    until        timestamptz not null,
    primary key (household_id, person_id)
);

-- Serves finding whom somebody visits.
create index guest_person on guest (person_id);

-- Serves forgetting who was there.
create index guest_until on guest (until);
