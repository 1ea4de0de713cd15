-- Serves taking back what has not left yet of somebody who is forgotten, and asking whether anything of them still waits:
-- without it each erasure reads the whole outbox, with all that left since it was last vacuumed.
create index outbox_key on outbox (key);
