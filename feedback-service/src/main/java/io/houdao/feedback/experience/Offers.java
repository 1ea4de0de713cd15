package io.houdao.feedback.experience;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.Column;
import io.houdao.feedback.EventKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds the showings that people minded and whose × is known to have become visible, so that a rate per offered × counts no
 * close of a device that does not tell of it. The two may come in either order and in different batches: what came before is
 * looked up. Whichever completes a pair brings a mark for it; a mark comes again with every repeat, and counts once like an
 * event.
 */
@ApplicationScoped
class Offers {

    /** Without the offset this may become a join that reads all days. */
    private static final String KNOWN = """
            select asked.decision_id, known.kind, known.weighs
            from unnest(?, ?) asked (decision_id, decided_at)
            cross join lateral (
                select kind, weighs from event
                where event.decision_id = asked.decision_id and event.decided_at = %s
                  and kind in ('offered', 'close', 'hide', 'complaint', 'negative')
                offset 0
            ) known""".formatted(Column.time("asked.decided_at"));

    private final Database database;

    Offers(Database database) {
        this.database = database;
    }

    /** The marks that {@code rows} bring, together with what came before them. */
    List<WeighedRow> marks(List<WeighedRow> rows) {
        var showings = new LinkedHashMap<UUID, Showing>();
        for (var row : rows) {
            if (isOffer(row.row().kind()) || row.row().minds()) {
                showings.computeIfAbsent(row.row().decisionId(), id -> new Showing(row.row()))
                        .hear(row.row().kind(), row.weighs());
            }
        }
        recall(showings);
        return showings.values().stream()
                .flatMap(showing -> showing.marks().stream())
                .toList();
    }

    private void recall(Map<UUID, Showing> showings) {
        var rows = showings.values().stream().map(showing -> showing.row).toList();
        for (var known : database.query(
                KNOWN,
                Known::read,
                Column.uuids(rows, EventRow::decisionId),
                Column.micros(rows, EventRow::decidedAt))) {
            var showing = showings.get(known.decisionId());
            if (showing != null) {
                showing.hear(known.kind(), known.weighs());
            }
        }
    }

    private static boolean isOffer(String kind) {
        return kind.equals(EventKind.OFFERED.toString());
    }

    private record Known(UUID decisionId, String kind, boolean weighs) {

        static Known read(ResultSet row) throws SQLException {
            return new Known(row.getObject("decision_id", UUID.class), row.getString("kind"), row.getBoolean("weighs"));
        }
    }

    /** What is known of one showing. */
    private static final class Showing {

        private final EventRow row;
        private final Map<String, Boolean> weighsByMindedKind = new HashMap<>();
        private boolean isOffered;

        Showing(EventRow row) {
            this.row = row;
        }

        /** What came first weighs as it did then. */
        void hear(String kind, boolean weighs) {
            if (isOffer(kind)) {
                isOffered = true;
            } else {
                weighsByMindedKind.put(kind, weighs);
            }
        }

        List<WeighedRow> marks() {
            return isOffered
                    ? weighsByMindedKind.entrySet().stream()
                            .map(minded ->
                                    new WeighedRow(row.mark(EventRow.ofOffered(minded.getKey())), minded.getValue()))
                            .toList()
                    : List.of();
        }
    }
}
