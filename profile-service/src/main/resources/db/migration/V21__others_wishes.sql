-- On a shared screen the mutes, quiet scenes and limits of others count too. What leaves of its owner is made anew for that, an
-- hour from now, when no pod of the release before, which would leave them out, makes it any more.
update projection set recompute_at = least(recompute_at, now() + interval '1 hour')
where person_id in (select owner_id from device where shared);
