-- How often anyone may have seen a creative who is to see it in a slot in a scene, and how steady that was. A row outlives
-- its cap for a while, so that a cap that proves needed again is tried again later.
create table tightened_cap (
    scope       text        primary key,
    scene       text        not null,
    slot_id     text        not null,
    creative_id uuid        not null,
    -- Null while nothing is capped.
    daily_limit integer     check (daily_limit > 0),
    since       timestamptz not null,
    held_until  timestamptz not null,
    calm_at     timestamptz not null,
    relapses    integer     not null check (relapses >= 0),
    loosened    boolean     not null,
    act_id      uuid        not null
);

-- Serves the view of a scene.
create index tightened_cap_scene on tightened_cap (scene);
-- Serves the search for caps that held long enough.
create index tightened_cap_calm on tightened_cap (calm_at);
