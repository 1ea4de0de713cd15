-- What was minded of showings whose × is known to have been offered, which is what rates per offered × count. Null in rows of
-- a release that did not tell them apart: there, all that was minded is meant. In event, a kind such as 'offered-close' marks
-- that a showing was closed and its × was offered, as 'negative' marks that it met with anything negative.
alter table hourly_experience
    add column offered_closes     bigint,
    add column offered_hides      bigint,
    add column offered_complaints bigint,
    add column offered_negatives  bigint;
alter table daily_cohort
    add column offered_closes     bigint,
    add column offered_hides      bigint,
    add column offered_complaints bigint,
    add column offered_negatives  bigint;
alter table pending_experience
    add column offered_closes     bigint,
    add column offered_hides      bigint,
    add column offered_complaints bigint,
    add column offered_negatives  bigint;
alter table evidence
    add column offered_closes     bigint,
    add column offered_hides      bigint,
    add column offered_complaints bigint,
    add column offered_negatives  bigint;
