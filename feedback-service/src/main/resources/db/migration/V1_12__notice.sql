-- Which advertisers are told of which acts: of one about a creative its own, of one about a scene those of whatever was
-- shown there in the window that led to it.
create table notice (
    advertiser_id uuid   not null,
    number        bigint not null references act (number),
    primary key (advertiser_id, number)
);

-- Serves acts that nothing shown led to: whoever was told of the one before is told of them.
create index notice_number on notice (number);

insert into notice
select advertiser_id, number
from act join creative using (creative_id);
