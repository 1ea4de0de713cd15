package io.houdao.feedback.experience;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.feedback.cohort.Cohort;
import io.houdao.feedback.cohort.HoldBacks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every event once, and what it adds up to. One statement a batch: rows that are already there are skipped, and only
 * those that were not add to the counts, so that repeats, replays and crashes change nothing. Reports count everything;
 * what restraint and learning act upon leaves out what {@link Influence} gives no weight.
 *
 * <p>Where two replicas count at once, all of them take their locks in the same order.
 */
@ApplicationScoped
class EventLog {

    private static final String COUNT = """
            with fresh as (
                insert into event
                       (decision_id, kind, decided_at, occurred_at, scene, slot_id, creative_id, amount, billed_micros,
                        weighs, how, actions, cohort)
                select decision_id, kind, %s, %s, scene, slot_id, creative_id, amount, billed_micros,
                       weighs = 1, nullif(how, ''), nullif(actions, 0), nullif(cohort, '')
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as incoming (decision_id, kind, decided_at, occurred_at, scene, slot_id, creative_id, amount,
                                 billed_micros, weighs, how, actions, cohort)
                order by decided_at, decision_id, kind
                on conflict do nothing
                returning *
            ), hourly as (
                insert into hourly_experience as total
                       (hour, scene, slot_id, creative_id,
                        offered, impressions, viewables, clicks, closes, hides, mutes, complaints, negatives,
                        ratings, stars, asked, disturbed, useful, conversions, conversion_micros, check_ins, skips, billed_micros,
                        offered_closes, offered_hides, offered_complaints, offered_negatives)
                select date_trunc('hour', decided_at, 'UTC'), scene, slot_id, creative_id,
                       count(*) filter (where kind = 'offered'),
                       count(*) filter (where kind = 'impression'),
                       count(*) filter (where kind = 'viewable'),
                       count(*) filter (where kind = 'click'),
                       count(*) filter (where kind = 'close'),
                       count(*) filter (where kind = 'hide'),
                       count(*) filter (where kind = 'mute'),
                       count(*) filter (where kind = 'complaint'),
                       count(*) filter (where kind = 'negative'),
                       count(*) filter (where kind = 'rating'),
                       coalesce(sum(amount) filter (where kind = 'rating'), 0),
                       count(*) filter (where kind = 'disturbing'),
                       coalesce(sum(amount) filter (where kind = 'disturbing'), 0),
                       count(*) filter (where kind = 'useful'),
                       count(*) filter (where kind = 'conversion'),
                       coalesce(sum(amount) filter (where kind = 'conversion'), 0),
                       count(*) filter (where kind = 'check-in'),
                       count(*) filter (where kind = 'skip'),
                       sum(billed_micros),
                       count(*) filter (where kind = 'offered-close'),
                       count(*) filter (where kind = 'offered-hide'),
                       count(*) filter (where kind = 'offered-complaint'),
                       count(*) filter (where kind = 'offered-negative')
                from fresh
                group by 1, 2, 3, 4
                order by 1, 2, 3, 4
                on conflict (hour, scene, slot_id, creative_id) do update set
                       offered = total.offered + excluded.offered,
                       impressions = total.impressions + excluded.impressions,
                       viewables = total.viewables + excluded.viewables,
                       clicks = total.clicks + excluded.clicks,
                       closes = total.closes + excluded.closes,
                       hides = total.hides + excluded.hides,
                       mutes = total.mutes + excluded.mutes,
                       complaints = total.complaints + excluded.complaints,
                       negatives = total.negatives + excluded.negatives,
                       ratings = total.ratings + excluded.ratings,
                       stars = total.stars + excluded.stars,
                       asked = total.asked + excluded.asked,
                       disturbed = total.disturbed + excluded.disturbed,
                       useful = total.useful + excluded.useful,
                       conversions = total.conversions + excluded.conversions,
                       conversion_micros = total.conversion_micros + excluded.conversion_micros,
                       check_ins = total.check_ins + excluded.check_ins,
                       skips = total.skips + excluded.skips,
                       billed_micros = total.billed_micros + excluded.billed_micros,
                       offered_closes = coalesce(total.offered_closes, total.closes) + excluded.offered_closes,
                       offered_hides = coalesce(total.offered_hides, total.hides) + excluded.offered_hides,
                       offered_complaints = coalesce(total.offered_complaints, total.complaints) + excluded.offered_complaints,
                       offered_negatives = coalesce(total.offered_negatives, total.negatives) + excluded.offered_negatives
            ), closing as (
                insert into hourly_closing as total
                       (hour, scene, slot_id, creative_id, how, closes, close_millis, many_actions, offered_late, too_long)
                select date_trunc('hour', decided_at, 'UTC'), scene, slot_id, creative_id, coalesce(how, ''),
                       count(*) filter (where kind = 'close'),
                       coalesce(sum(amount) filter (where kind = 'close'), 0),
                       count(*) filter (where actions > 1),
                       count(*) filter (where kind = 'offered'),
                       count(*) filter (where kind <> 'offered' and amount > 30000)
                from fresh
                where kind = 'close' or kind = 'offered' and amount > 1000 or kind = 'skip' and amount > 30000
                group by 1, 2, 3, 4, 5
                order by 1, 2, 3, 4, 5
                on conflict (hour, scene, slot_id, creative_id, how) do update set
                       closes = total.closes + excluded.closes,
                       close_millis = total.close_millis + excluded.close_millis,
                       many_actions = total.many_actions + excluded.many_actions,
                       offered_late = total.offered_late + excluded.offered_late,
                       too_long = total.too_long + excluded.too_long
            ), cohorts as (
                insert into daily_cohort as total
                       (day, scene, cohort, offered, impressions, clicks, closes, hides, complaints, negatives, useful,
                        offered_closes, offered_hides, offered_complaints, offered_negatives)
                select (decided_at at time zone 'UTC')::date, scene, cohort,
                       count(*) filter (where kind = 'offered'),
                       count(*) filter (where kind = 'impression'),
                       count(*) filter (where kind = 'click'),
                       count(*) filter (where kind = 'close'),
                       count(*) filter (where kind = 'hide'),
                       count(*) filter (where kind = 'complaint'),
                       count(*) filter (where kind = 'negative'),
                       count(*) filter (where kind = 'useful'),
                       count(*) filter (where kind = 'offered-close'),
                       count(*) filter (where kind = 'offered-hide'),
                       count(*) filter (where kind = 'offered-complaint'),
                       count(*) filter (where kind = 'offered-negative')
                from fresh
                where cohort is not null
                group by 1, 2, 3
                order by 1, 2, 3
                on conflict (day, scene, cohort) do update set
                       offered = total.offered + excluded.offered,
                       impressions = total.impressions + excluded.impressions,
                       clicks = total.clicks + excluded.clicks,
                       closes = total.closes + excluded.closes,
                       hides = total.hides + excluded.hides,
                       complaints = total.complaints + excluded.complaints,
                       negatives = total.negatives + excluded.negatives,
                       useful = total.useful + excluded.useful,
                       offered_closes = coalesce(total.offered_closes, total.closes) + excluded.offered_closes,
                       offered_hides = coalesce(total.offered_hides, total.hides) + excluded.offered_hides,
                       offered_complaints = coalesce(total.offered_complaints, total.complaints) + excluded.offered_complaints,
                       offered_negatives = coalesce(total.offered_negatives, total.negatives) + excluded.offered_negatives
            ), pending as (
                insert into pending_experience
                       (scene, slot_id, creative_id,
                        offered, impressions, clicks, closes, hides, complaints, negatives, useful,
                        offered_closes, offered_hides, offered_complaints, offered_negatives)
                select scene, slot_id, creative_id,
                       count(*) filter (where kind = 'offered'),
                       count(*) filter (where kind = 'impression'),
                       count(*) filter (where kind = 'click'),
                       count(*) filter (where kind = 'close'),
                       count(*) filter (where kind = 'hide'),
                       count(*) filter (where kind = 'complaint'),
                       count(*) filter (where kind = 'negative'),
                       count(*) filter (where kind = 'useful'),
                       count(*) filter (where kind = 'offered-close'),
                       count(*) filter (where kind = 'offered-hide'),
                       count(*) filter (where kind = 'offered-complaint'),
                       count(*) filter (where kind = 'offered-negative')
                from fresh
                where weighs
                group by 1, 2, 3
            )
            select count(*) filter (where kind <> 'negative' and kind not like 'offered-%%') from fresh""".formatted(Column.time("decided_at"), Column.time("occurred_at"));

    private final Database database;
    private final Days days;
    private final Influence influence;
    private final Offers offers;
    private final Creatives creatives;
    private final HoldBacks holdBacks;

    EventLog(
            Database database,
            Days days,
            Influence influence,
            Offers offers,
            Creatives creatives,
            HoldBacks holdBacks) {
        this.database = database;
        this.days = days;
        this.influence = influence;
        this.offers = offers;
        this.creatives = creatives;
        this.holdBacks = holdBacks;
    }

    /** Counts {@code events}, repeats among them too, and says how many were new. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public long count(List<EventRow> events) {
        var kept = days.kept(events, EventRow::decidedAt);
        if (kept.isEmpty()) {
            return 0;
        }
        days.prepare("event", kept, EventRow::decidedAt);
        creatives.meet(kept);
        return insert(withMarks(kept));
    }

    /** A negative event brings a second row, which only the first of its showing gets in; where × was offered, a third. */
    private List<WeighedRow> withMarks(List<EventRow> events) {
        var rows = new ArrayList<WeighedRow>();
        events.forEach(row -> rows.add(weighed(row)));
        events.stream().filter(EventRow::negative).forEach(row -> rows.add(weighed(row.mark(EventRow.NEGATIVE))));
        rows.addAll(offers.marks(rows));
        return rows;
    }

    private WeighedRow weighed(EventRow row) {
        return new WeighedRow(row, influence.weighs(row));
    }

    private long insert(List<WeighedRow> weighed) {
        var holdBack = holdBacks.control();
        var rows = weighed.stream().map(WeighedRow::row).toList();
        return database.number(
                COUNT,
                Column.uuids(rows, EventRow::decisionId),
                Column.texts(rows, EventRow::kind),
                Column.micros(rows, EventRow::decidedAt),
                Column.micros(rows, EventRow::occurredAt),
                Column.texts(rows, EventRow::scene),
                Column.texts(rows, row -> row.showing().slotId()),
                Column.uuids(rows, EventRow::creativeId),
                Column.numbers(rows, EventRow::amount),
                Column.numbers(rows, EventRow::billedMicros),
                Column.numbers(weighed, row -> row.weighs() ? 1L : 0L),
                Column.texts(rows, EventRow::how),
                Column.numbers(rows, EventRow::actions),
                Column.texts(rows, row -> Cohort.textOf(row.showing().personId(), holdBack)));
    }

    /** Makes the partitions of the days to come, and removes those of days that are no longer kept. */
    public void turn(Instant now) {
        days.makeAhead("event", now);
        days.forget("event", now);
    }
}
