-- A history that shows whether it was touched: each row's seal covers the row and the seal before it, one chain for each
-- advertiser. Whoever noted a seal can tell later whether anything up to it was changed, removed or slipped in.
create table change_seal (
    advertiser_id uuid   not null,
    position      bigint not null,
    change_id     bigint not null unique references change,
    -- SHA-256 of the seal before it, or of nothing, followed by change_text of the row in UTF-8.
    seal          bytea  not null,
    primary key (advertiser_id, position)
);

create trigger change_seal_kept before update or delete or truncate on change_seal
    for each statement execute function refuse_change();

-- A row as one text: what its seal is about.
create function change_text(c change) returns text language sql stable as $$
    select concat_ws(E'\n', c.id, to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), c.who, c.what, c.advertiser_id,
                     coalesce(c.campaign_id::text, ''), coalesce(c.line_item_id::text, ''), coalesce(c.detail::text, ''))
$$;

create function seal_change() returns trigger language plpgsql as $$
declare
    last record;
begin
    -- One at a time for each advertiser; taken when the transaction ends, after every other lock.
    perform pg_advisory_xact_lock(hashtextextended(new.advertiser_id::text, 0));
    select position, seal into last from change_seal
    where advertiser_id = new.advertiser_id order by position desc limit 1;
    insert into change_seal values (
        new.advertiser_id, coalesce(last.position, 0) + 1, new.id,
        sha256(coalesce(last.seal, ''::bytea) || convert_to(change_text(new), 'UTF8')));
    return null;
end $$;

create constraint trigger change_sealed after insert on change deferrable initially deferred
    for each row execute function seal_change();

do $$
declare
    c change;
    last record;
begin
    for c in select * from change order by id loop
        select position, seal into last from change_seal where advertiser_id = c.advertiser_id order by position desc limit 1;
        insert into change_seal values (
            c.advertiser_id, coalesce(last.position, 0) + 1, c.id,
            sha256(coalesce(last.seal, ''::bytea) || convert_to(change_text(c), 'UTF8')));
    end loop;
end $$;

-- Serves Audit: the rows of an advertiser that have no seal.
create index change_advertiser on change (advertiser_id, id);
