package io.houdao.campaign.forecast;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.houdao.contracts.placement.DecisionMade;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;

/** How many opportunities there were, by day, scene and slot; and how much people minded what was shown in them. */
@ApplicationScoped
class Traffic {

    private static final long FEWEST_IMPRESSIONS = 1_000;

    private final DataSource database;

    Traffic(DataSource database) {
        this.database = database;
    }

    /** An opportunity that was decided on. */
    record Seen(LocalDate day, String scene, String slotId) {

        static Seen of(DecisionMade decision) {
            return new Seen(
                    LocalDate.ofInstant(decision.decidedAt(), ZoneOffset.UTC),
                    decision.scene().toString(),
                    decision.slotId().value());
        }
    }

    @Transactional
    void add(List<Seen> opportunities) {
        var counts = opportunities.stream()
                .collect(groupingBy(
                        seen -> seen, () -> new TreeMap<>(Comparator.comparing(Seen::toString)), counting()));
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("""
                        insert into traffic select * from unnest(?::date[], ?::text[], ?::text[], ?::bigint[])
                        on conflict (day, scene, slot_id)
                        do update set opportunities = traffic.opportunities + excluded.opportunities""")) {
            set(upsert, 1, "date", counts.keySet(), Seen::day);
            set(upsert, 2, "text", counts.keySet(), Seen::scene);
            set(upsert, 3, "text", counts.keySet(), Seen::slotId);
            upsert.setArray(
                    4, connection.createArrayOf("bigint", counts.values().toArray()));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("traffic cannot be kept", e);
        }
    }

    private static <T> void set(
            PreparedStatement statement, int index, String type, Collection<T> rows, Function<T, Object> column)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, rows.stream().map(column).toArray()));
    }

    /**
     * Opportunities by day, in these scenes and touchpoints; days without any count zero.
     *
     * @param touchpoints none means all
     * @param from the first day
     * @param until the day after the last
     */
    SortedMap<LocalDate, Long> byDay(
            Collection<String> scenes, Collection<String> touchpoints, LocalDate from, LocalDate until) {
        return run("""
                select d::date, coalesce(sum(t.opportunities), 0)
                from generate_series(greatest(?::date, (select min(day) from traffic)), ?::date - 1, interval '1 day') d
                left join traffic t on t.day = d::date and t.scene = any (?)
                    and (cardinality(?::text[]) = 0 or split_part(t.slot_id, '.', 1) = any (?))
                group by 1""", (connection, select) -> {
            select.setObject(1, from);
            select.setObject(2, until);
            select.setArray(3, connection.createArrayOf("text", scenes.toArray()));
            select.setArray(4, connection.createArrayOf("text", touchpoints.toArray()));
            select.setArray(5, connection.createArrayOf("text", touchpoints.toArray()));
            var byDay = new TreeMap<LocalDate, Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    byDay.put(rows.getObject(1, LocalDate.class), rows.getLong(2));
                }
            }
            return byDay;
        });
    }

    /** How much people minded anything that was shown in these scenes; empty where that was too little to tell. */
    Optional<Forecast.Harm> harm(Collection<String> scenes) {
        return run("""
                select coalesce(sum(events) filter (where kind = 'impression'), 0),
                       coalesce(sum(events) filter (where kind = 'close'), 0),
                       coalesce(sum(events) filter (where kind = 'hide'), 0),
                       coalesce(sum(events) filter (where kind = 'complaint'), 0)
                from delivery where scene = any (?)""", (connection, select) -> {
            select.setArray(1, connection.createArrayOf("text", scenes.toArray()));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1) < FEWEST_IMPRESSIONS ? Optional.empty() : Optional.of(harm(row));
            }
        });
    }

    private static Forecast.Harm harm(ResultSet row) throws SQLException {
        var thousands = row.getLong(1) / 1_000.0;
        return new Forecast.Harm(row.getLong(2) / thousands, row.getLong(3) / thousands, row.getLong(4) / thousands);
    }

    private <T> T run(String sql, Work<T> work) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            return work.on(connection, select);
        } catch (SQLException e) {
            throw new IllegalStateException("traffic cannot be read", e);
        }
    }

    private interface Work<T> {
        T on(Connection connection, PreparedStatement statement) throws SQLException;
    }
}
