-- Serves forgetting what was answered to creates about a person who is forgotten or merged: without it, each erasure reads
-- the answers of two days.
create index idempotency_key_location on idempotency_key (location collate "C");
