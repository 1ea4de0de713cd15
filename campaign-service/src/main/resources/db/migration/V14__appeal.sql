-- What the advertiser says against a stopped launch, once, and what somebody who did not stop it makes of that.
alter table stop_ship
    add column grounds        text,
    add column appealed_by    text,
    add column appealed_at    timestamptz,
    add column appeal_verdict text check (appeal_verdict in ('GRANTED', 'DISMISSED')),
    add column appeal_reasons text,
    add column judged_by      text,
    add column judged_at      timestamptz,
    add check (num_nulls(grounds, appealed_by, appealed_at) in (0, 3)),
    add check (num_nulls(appeal_verdict, appeal_reasons, judged_by, judged_at) in (0, 4)),
    add check (judged_by is null or (appealed_by is not null and judged_by not in (appealed_by, stopped_by))),
    add check (appeal_verdict is distinct from 'GRANTED' or lifted_at is not null);

-- An appeal, and the verdict on it, stay as they are.
create function refuse_second_appeal() returns trigger language plpgsql as $$
begin
    if old.grounds is not null
        and (new.grounds, new.appealed_by, new.appealed_at) is distinct from (old.grounds, old.appealed_by, old.appealed_at) then
        raise exception 'stopped launch % was appealed before', old.id;
    end if;
    if old.judged_by is not null
        and (new.appeal_verdict, new.appeal_reasons, new.judged_by, new.judged_at)
            is distinct from (old.appeal_verdict, old.appeal_reasons, old.judged_by, old.judged_at) then
        raise exception 'the appeal against stopped launch % is decided', old.id;
    end if;
    return new;
end $$;

create trigger stop_ship_appealed_once before update on stop_ship
    for each row execute function refuse_second_appeal();
