-- The cohort that the person was in; absent for most people, and where nobody is known.
alter table event add column cohort text;
alter table decision add column cohort text;

-- How the two cohorts fare, by the day (UTC) of the decision.
create table daily_cohort (
    day           date   not null,
    scene         text   not null,
    cohort        text   not null check (cohort in ('held-back', 'control')),
    opportunities bigint not null default 0,
    shown         bigint not null default 0,
    offered       bigint not null default 0,
    impressions   bigint not null default 0,
    clicks        bigint not null default 0,
    closes        bigint not null default 0,
    hides         bigint not null default 0,
    complaints    bigint not null default 0,
    negatives     bigint not null default 0,
    useful        bigint not null default 0,
    primary key (day, scene, cohort)
);
