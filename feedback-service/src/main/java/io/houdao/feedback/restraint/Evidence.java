package io.houdao.feedback.restraint;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What restraint has seen of each cell and not used up. */
@ApplicationScoped
class Evidence {

    private final Database database;

    Evidence(Database database) {
        this.database = database;
    }

    /** Adds what was counted by {@code now}; for one cell, what is negative takes away. */
    void add(Map<Cell, Counts> counts, Instant now) {
        var cells = List.copyOf(counts.keySet());
        database.update(
                """
                insert into evidence as total (seen, scene, slot_id, creative_id,
                       offered, impressions, clicks, closes, hides, complaints, negatives, useful,
                       offered_closes, offered_hides, offered_complaints, offered_negatives)
                select date_trunc('hour', ?::timestamptz, 'UTC'), counted.*
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) counted
                on conflict (scene, slot_id, creative_id, seen) do update set
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
                       offered_negatives = coalesce(total.offered_negatives, total.negatives) + excluded.offered_negatives""",
                now,
                Column.texts(cells, Cell::scene),
                Column.texts(cells, Cell::slotId),
                ids(cells),
                column(cells, counts, Counts::offered),
                column(cells, counts, Counts::impressions),
                column(cells, counts, Counts::clicks),
                column(cells, counts, Counts::closes),
                column(cells, counts, Counts::hides),
                column(cells, counts, Counts::complaints),
                column(cells, counts, Counts::negatives),
                column(cells, counts, Counts::useful),
                column(cells, counts, seen -> seen.ofOffered().closes()),
                column(cells, counts, seen -> seen.ofOffered().hides()),
                column(cells, counts, seen -> seen.ofOffered().complaints()),
                column(cells, counts, seen -> seen.ofOffered().negatives()));
    }

    /** What was seen of {@code cells} since {@code from}, of those that met with anything negative. */
    Map<Cell, Counts> of(List<Cell> cells, Instant from) {
        return database
                .query(
                        "select scene, slot_id, creative_id, " + Counts.SUMS + " from evidence"
                                + " join unnest(?, ?, ?) wanted (scene, slot_id, creative_id)"
                                + " using (scene, slot_id, creative_id)"
                                + " where seen >= date_trunc('hour', ?::timestamptz, 'UTC')"
                                + " group by 1, 2, 3 having sum(negatives) > 0",
                        row -> Map.entry(Cell.read(row), Counts.read(row)),
                        Column.texts(cells, Cell::scene),
                        Column.texts(cells, Cell::slotId),
                        ids(cells),
                        from)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Forgets what was seen of {@code cell}. */
    void useUp(Cell cell) {
        database.update(
                "delete from evidence where scene = ? and slot_id = ? and creative_id = ?",
                cell.scene().toString(),
                cell.slotId().toString(),
                cell.creativeId().value());
    }

    /** Forgets what was seen of {@code cell}, and what of it is {@code pending} will prove nothing either. */
    void startAnew(Cell cell, Counts pending, Instant now) {
        useUp(cell);
        add(Map.of(cell, pending.negated()), now);
    }

    /** What {@code seen} says, for the record of an act: its interval is the one at 95 %. */
    static Map<String, Object> describe(Counts seen, double acceptedShare, double factor) {
        var minded = seen.minded();
        var interval = Interval.of(minded.negatives(), seen.trials());
        var described = new LinkedHashMap<String, Object>();
        described.put("basis", seen.basis().name().toLowerCase(Locale.ROOT));
        described.put("trials", seen.trials());
        described.put("negatives", minded.negatives());
        described.put("closes", minded.closes());
        described.put("hides", minded.hides());
        described.put("complaints", minded.complaints());
        described.put("low", interval.low());
        described.put("high", interval.high());
        described.put("acceptedShare", acceptedShare);
        described.put("factor", factor);
        return described;
    }

    /** Forgets what was seen before {@code horizon}. */
    void forget(Instant horizon) {
        database.update("delete from evidence where seen < date_trunc('hour', ?::timestamptz, 'UTC')", horizon);
    }

    private static Column ids(List<Cell> cells) {
        return Column.uuids(cells, cell -> cell.creativeId().value());
    }

    private static Column column(List<Cell> cells, Map<Cell, Counts> counts, ToLongFunction<Counts> value) {
        return Column.numbers(cells, cell -> value.applyAsLong(counts.getOrDefault(cell, Counts.NONE)));
    }
}
