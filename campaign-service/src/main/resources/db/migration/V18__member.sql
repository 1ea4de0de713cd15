-- Whether an operator vouches for an advertiser, and who may do what for it.
alter table advertiser
    add column verified_at timestamptz,
    add column verified_by text,
    add check ((verified_at is null) = (verified_by is null));

-- Whoever was taken on until now was taken on by an operator, who vouched for it.
update advertiser set verified_at = created_at, verified_by = 'operator';

-- Who acts for an advertiser. One without any trusts whoever the identity provider sends with its claim.
create table advertiser_member (
    advertiser_id uuid        not null references advertiser,
    -- Of the token.
    subject       text        not null check (length(subject) between 1 and 200),
    role          text        not null check (role in ('OWNER', 'EDITOR', 'VIEWER')),
    named_by      text        not null,
    named_at      timestamptz not null,
    primary key (advertiser_id, subject)
);

-- Nothing of an advertiser whom nobody vouches for goes on the air, whatever a program does.
create function refuse_unverified_advertiser() returns trigger language plpgsql as $$
begin
    if new.status = 'LIVE' and (tg_op = 'INSERT' or old.status <> 'LIVE') and not exists (
        select from campaign c join advertiser a on a.id = c.advertiser_id
        where c.id = new.campaign_id and a.verified_at is not null
    ) then
        raise exception 'the advertiser of line item % is not verified', new.id;
    end if;
    return new;
end $$;

create trigger line_item_verified before insert or update of status on line_item
    for each row when (new.status = 'LIVE') execute function refuse_unverified_advertiser();
