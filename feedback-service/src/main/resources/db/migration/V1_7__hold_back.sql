-- How large the standing cohort is that sees fewer ads.
create table hold_back (
    only_row boolean          primary key default true check (only_row),
    share    double precision not null check (share between 0.01 and 0.05),
    since    timestamptz      not null,
    actor    text             not null
);
