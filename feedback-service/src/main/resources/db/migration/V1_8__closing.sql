-- How the closing contract was kept: × offered later than a second, shown longer than 30 s, and how long people took to close.
alter table hourly_experience
    add column offered_late bigint not null default 0,
    add column too_long     bigint not null default 0,
    add column close_millis bigint not null default 0;
