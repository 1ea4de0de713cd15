package io.houdao.feedback.experience;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.feedback.cohort.Cohort;
import io.houdao.feedback.cohort.HoldBacks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Every decision once, and what they add up to; as {@link EventLog}. */
@ApplicationScoped
class DecisionLog {

    private static final String COUNT = """
            with fresh as (
                insert into decision (decision_id, decided_at, scene, slot_id, shown, forgone_micros, example, cohort)
                select decision_id, %s, scene, slot_id, shown = 1, forgone_micros, nullif(example, '')::jsonb,
                       nullif(cohort, '')
                from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    as incoming (decision_id, decided_at, scene, slot_id, shown, forgone_micros, example, cohort)
                order by decided_at, decision_id
                on conflict do nothing
                returning *
            ), hourly as (
                insert into hourly_opportunity as total (hour, scene, slot_id, opportunities, shown, forgone_micros)
                select date_trunc('hour', decided_at, 'UTC'), scene, slot_id,
                       count(*), count(*) filter (where shown), sum(forgone_micros)
                from fresh
                group by 1, 2, 3
                order by 1, 2, 3
                on conflict (hour, scene, slot_id) do update set
                       opportunities = total.opportunities + excluded.opportunities,
                       shown = total.shown + excluded.shown,
                       forgone_micros = total.forgone_micros + excluded.forgone_micros
            ), cohorts as (
                insert into daily_cohort as total (day, scene, cohort, opportunities, shown)
                select (decided_at at time zone 'UTC')::date, scene, cohort, count(*), count(*) filter (where shown)
                from fresh
                where cohort is not null
                group by 1, 2, 3
                order by 1, 2, 3
                on conflict (day, scene, cohort) do update set
                       opportunities = total.opportunities + excluded.opportunities,
                       shown = total.shown + excluded.shown
            )
            select count(*) from fresh""".formatted(Column.time("decided_at"));

    private final Database database;
    private final Days days;
    private final HoldBacks holdBacks;

    DecisionLog(Database database, Days days, HoldBacks holdBacks) {
        this.database = database;
        this.days = days;
        this.holdBacks = holdBacks;
    }

    /** Counts {@code decisions}, repeats among them too, and says how many were new. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public long count(List<DecisionRow> decisions) {
        var kept = days.kept(decisions, DecisionRow::decidedAt);
        if (kept.isEmpty()) {
            return 0;
        }
        days.prepare("decision", kept, DecisionRow::decidedAt);
        var holdBack = holdBacks.control();
        return database.number(
                COUNT,
                Column.uuids(kept, DecisionRow::decisionId),
                Column.micros(kept, DecisionRow::decidedAt),
                Column.texts(kept, DecisionRow::scene),
                Column.texts(kept, DecisionRow::slotId),
                Column.numbers(kept, row -> row.shown() ? 1L : 0L),
                Column.numbers(kept, DecisionRow::forgoneMicros),
                Column.texts(kept, DecisionRow::example),
                Column.texts(kept, row -> Cohort.textOf(row.person(), holdBack)));
    }

    /** As {@link EventLog#turn}. */
    public void turn(Instant now) {
        days.makeAhead("decision", now);
        days.forget("decision", now);
    }
}
