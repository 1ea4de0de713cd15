-- What competed, where placement-service told it: the whole answer. Learning reads it once it is known what people made of
-- the decision.
alter table decision add column example jsonb;

-- Serves Examples.after.
create index decision_example on decision (decided_at, decision_id) where example is not null;

-- Every model there ever was, as it was made, and what became of it. The one that is live is published.
create table model (
    version     text        primary key,
    state       text        not null check (state in ('candidate', 'live', 'refused', 'retired', 'withdrawn')),
    made_at     timestamptz not null,
    examples    bigint      not null,
    -- For each creative in each scene, as in the topic.
    predictions jsonb       not null,
    -- The off-policy estimates on which it was judged, and why not.
    verdict     jsonb,
    changed_at  timestamptz not null,
    actor       text        not null,
    note        text        not null
);

-- At most one of each.
create unique index model_in_use on model (state) where state in ('candidate', 'live');
