package io.houdao.feedback.experience;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Every decision once, and what they add up to; as {@link EventLog}. */
@ApplicationScoped
class DecisionLog {

    private static final String COUNT = """
            with fresh as (
                insert into decision (decision_id, decided_at, scene, slot_id, shown, forgone_micros, example)
                select decision_id, decided_at, scene, slot_id, shown = 1, forgone_micros, nullif(example, '')::jsonb
                from unnest(?, ?, ?, ?, ?, ?, ?)
                    as incoming (decision_id, decided_at, scene, slot_id, shown, forgone_micros, example)
                order by decision_id
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
            )
            select count(*) from fresh""";

    private final Database database;
    private final Days days;

    DecisionLog(Database database, Days days) {
        this.database = database;
        this.days = days;
    }

    /** Counts {@code decisions}, repeats among them too, and says how many were new. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public long count(List<DecisionRow> decisions) {
        var kept = days.kept(decisions, DecisionRow::decidedAt);
        if (kept.isEmpty()) {
            return 0;
        }
        days.prepare("decision", kept, DecisionRow::decidedAt);
        return database.number(
                COUNT,
                Column.uuids(kept.stream().map(DecisionRow::decisionId).toList()),
                Column.instants(kept.stream().map(DecisionRow::decidedAt).toList()),
                Column.texts(kept.stream().map(DecisionRow::scene).toList()),
                Column.texts(kept.stream().map(DecisionRow::slotId).toList()),
                Column.numbers(kept.stream().map(row -> row.shown() ? 1L : 0L).toList()),
                Column.numbers(kept.stream().map(DecisionRow::forgoneMicros).toList()),
                Column.texts(kept.stream().map(DecisionRow::example).toList()));
    }

    /** Removes the days that are no longer kept. */
    @Transactional
    public void forget(Instant now) {
        days.forget("decision", now);
    }
}
