-- The trace of the request that changed the state (W3C Trace Context), for who reads of it to go on from; mostly null.
alter table outbox add column traceparent text;
