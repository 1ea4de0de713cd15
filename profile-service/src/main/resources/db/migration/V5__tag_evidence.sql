-- How much speaks for a rule of a device: a number that fades. It is about the owner, and goes with what they are known by.
create table tag_evidence (
    device_id  uuid             not null references device (id) on delete cascade,
    rule       text             not null,
    amount     double precision not null check (amount > 0),
    changed_at timestamptz      not null,
    primary key (device_id, rule)
);

-- Whether a rule made it; a device's own report does not take such a tag away.
alter table tag add column by_rule boolean not null default false;
