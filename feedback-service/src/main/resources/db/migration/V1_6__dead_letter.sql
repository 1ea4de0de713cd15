-- Which dead letters were sent again. The letters themselves stay in Kafka.
create table dead_letter_replay (
    topic        text        not null,
    record_offset bigint     not null,
    at           timestamptz not null,
    actor        text        not null,
    primary key (topic, record_offset)
);
