-- What this service said last of each line item on campaign.line-items, so that it knows what stands there and is not its own.
create table last_word (
    line_item_id     uuid    primary key,
    -- SHA-256 of the record's value, in hexadecimal; null for a tombstone.
    digest           text    check (digest ~ '^[0-9a-f]{64}$'),
    -- The offset at which it was read back; null until then.
    read_at          bigint,
    -- Where a record of this key was erased last that stood on another partition than the key's.
    erased_partition integer,
    erased_at        bigint,
    check ((erased_partition is null) = (erased_at is null))
);

-- Each word is said once and read back once.
alter table last_word set (fillfactor = 70);
