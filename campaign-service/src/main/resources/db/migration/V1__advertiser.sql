-- Who pays for ads and answers for their content.
create table advertiser (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 200),
    zone       text        not null,
    currency   text        not null check (currency ~ '^[A-Z]{3}$'),
    -- Hosts that landing pages may be on, in lower case.
    domains    text[]      not null,
    created_at timestamptz not null,
    version    bigint      not null
);
