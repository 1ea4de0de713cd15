package io.houdao.campaign.forecast;

import io.houdao.contracts.placement.DecisionMade;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How many opportunities there were, by hour, scene and slot; and how much people minded what was shown in them. */
@ApplicationScoped
class Traffic {

    private static final long FEWEST_IMPRESSIONS = 1_000;

    private final DataSource database;

    Traffic(DataSource database) {
        this.database = database;
    }

    /** An opportunity that was decided on, in which hour, and whether it showed an ad; the offset is that of its record. */
    record Seen(long offset, Instant hour, String scene, String slotId, boolean isAd) {

        static Seen of(long offset, DecisionMade decision) {
            return new Seen(
                    offset,
                    decision.decidedAt().truncatedTo(ChronoUnit.HOURS),
                    decision.scene().toString(),
                    decision.slotId().value(),
                    decision instanceof DecisionMade.Shown);
        }

        Cell cell() {
            return new Cell(hour, scene, slotId);
        }
    }

    /**
     * Which opportunities are asked for.
     *
     * @param touchpoints absent means all
     * @param hoursOfWeek from 0, Monday at midnight in {@code zone}, to 167; none means all
     */
    record Wanted(
            Collection<String> scenes,
            @Nullable Collection<String> touchpoints,
            Collection<Integer> hoursOfWeek,
            String zone) {}

    /**
     * What was seen.
     *
     * @param opportunitiesByDay days (UTC) without any count zero
     * @param filled the share of them that showed an ad of anybody
     */
    record Past(SortedMap<LocalDate, Long> opportunitiesByDay, double filled) {}

    /** Counts what was decided, except what was counted before: of one partition, in the order of its offsets. */
    @Transactional
    void add(int partition, List<Seen> opportunities) {
        run("insert into traffic_position values (?, 0) on conflict do nothing", (connection, insert) -> {
            insert.setInt(1, partition);
            return insert.executeUpdate();
        });
        var next =
                run("select next_offset from traffic_position where partition = ? for update", (connection, select) -> {
                    select.setInt(1, partition);
                    try (var row = select.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
        var fresh = opportunities.stream().filter(seen -> seen.offset() >= next).toList();
        if (!fresh.isEmpty()) {
            count(fresh);
            run("update traffic_position set next_offset = ? where partition = ?", (connection, update) -> {
                update.setLong(1, fresh.get(fresh.size() - 1).offset() + 1);
                update.setInt(2, partition);
                return update.executeUpdate();
            });
        }
    }

    private void count(List<Seen> fresh) {
        var seen = new TreeMap<Cell, long[]>(Comparator.comparing(Cell::toString));
        for (var opportunity : fresh) {
            var counts = seen.computeIfAbsent(opportunity.cell(), first -> new long[2]);
            counts[0]++;
            counts[1] += opportunity.isAd() ? 1 : 0;
        }
        run("""
                insert into traffic_hour
                select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                on conflict (hour, scene, slot_id)
                do update set opportunities = traffic_hour.opportunities + excluded.opportunities,
                              ads = traffic_hour.ads + excluded.ads""", (connection, upsert) -> {
            set(upsert, 1, "text", seen.keySet(), cell -> cell.hour().toString());
            set(upsert, 2, "text", seen.keySet(), Cell::scene);
            set(upsert, 3, "text", seen.keySet(), Cell::slotId);
            set(upsert, 4, "bigint", seen.values(), counts -> counts[0]);
            set(upsert, 5, "bigint", seen.values(), counts -> counts[1]);
            return upsert.executeUpdate();
        });
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
     * What was seen.
     *
     * @param from the first day, UTC
     * @param until the day after the last
     */
    Past past(Wanted wanted, LocalDate from, LocalDate until) {
        return run("""
                select d::date, coalesce(sum(t.opportunities), 0), coalesce(sum(t.ads), 0)
                from generate_series(
                    greatest(?::date, coalesce((select min(hour) at time zone 'UTC' from traffic_hour)::date, 'infinity')),
                    ?::date - 1, interval '1 day') d
                left join traffic_hour t on (t.hour at time zone 'UTC')::date = d::date and t.scene = any (?)
                    and (? or split_part(t.slot_id, '.', 1) = any (?))
                    and (cardinality(?::int[]) = 0 or extract(isodow from t.hour at time zone ?)::int * 24 - 24
                                                        + extract(hour from t.hour at time zone ?)::int = any (?))
                group by 1""", (connection, select) -> {
            select.setObject(1, from);
            select.setObject(2, until);
            set(select, 3, "text", wanted.scenes(), scene -> scene);
            var touchpoints = wanted.touchpoints();
            select.setBoolean(4, touchpoints == null);
            set(select, 5, "text", touchpoints == null ? List.of() : touchpoints, touchpoint -> touchpoint);
            set(select, 6, "int4", wanted.hoursOfWeek(), hour -> hour);
            select.setString(7, wanted.zone());
            select.setString(8, wanted.zone());
            set(select, 9, "int4", wanted.hoursOfWeek(), hour -> hour);
            try (var rows = select.executeQuery()) {
                return past(rows);
            }
        });
    }

    private static Past past(ResultSet rows) throws SQLException {
        var byDay = new TreeMap<LocalDate, Long>();
        var opportunities = 0L;
        var ads = 0L;
        while (rows.next()) {
            byDay.put(rows.getObject(1, LocalDate.class), rows.getLong(2));
            opportunities += rows.getLong(2);
            ads += rows.getLong(3);
        }
        return new Past(byDay, opportunities == 0 ? 0 : (double) ads / opportunities);
    }

    /** How much people minded anything that was shown in these scenes, as far as reports tell; empty where that was too little. */
    Optional<Forecast.Harm> harm(Collection<String> scenes) {
        return run("""
                select coalesce(sum(events) filter (where kind = 'impression'), 0),
                       coalesce(sum(events) filter (where kind = 'close'), 0),
                       coalesce(sum(events) filter (where kind = 'hide'), 0),
                       coalesce(sum(events) filter (where kind = 'complaint'), 0)
                from told_delivery where scene = any (?)""", (connection, select) -> {
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
            throw new IllegalStateException("traffic cannot be kept or read", e);
        }
    }

    private interface Work<T> {
        T on(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private record Cell(Instant hour, String scene, String slotId) {}
}
