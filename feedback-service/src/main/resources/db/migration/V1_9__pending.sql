-- What a batch adds is a row of its own, which costs a fraction of an update; whoever takes them adds them up.
alter table pending_experience drop constraint pending_experience_pkey;
