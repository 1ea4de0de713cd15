package io.houdao.campaign.report;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Lets out what reports may tell of a line item: once for each day that is closed, whatever happened on it, so that the
 * moment tells nothing. What comes in later is told with a later day's.
 */
@ApplicationScoped
class Publication {

    private final DataSource database;
    private final int k;

    Publication(DataSource database, @ConfigProperty(name = "houdao.report.k") int k) {
        if (k < 1 || k > Crowd.SIZE / 2) {
            throw new IllegalArgumentException("houdao.report.k must be from 1 to " + Crowd.SIZE / 2 + ", was " + k);
        }
        this.database = database;
        this.k = k;
    }

    @Scheduled(
            every = "${houdao.close.sweep}",
            delayed = "${houdao.close.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void publishClosedDays() throws SQLException {
        dayByLineItem().forEach(this::publish);
    }

    /** The last closed day of each line item that was not told yet. */
    private Map<UUID, LocalDate> dayByLineItem() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select b.line_item_id, c.day from line_budget b
                        join (select advertiser_id, max(day) as day from day_close group by advertiser_id) c using (advertiser_id)
                        left join publication p using (line_item_id)
                        where p.day is null or p.day < c.day""");
                var rows = select.executeQuery()) {
            var days = new HashMap<UUID, LocalDate>();
            while (rows.next()) {
                days.put(rows.getObject(1, UUID.class), rows.getObject(2, LocalDate.class));
            }
            return days;
        }
    }

    /** Tells what there is until {@code day} and was not told yet, as far as it may be; once for a day. */
    void publish(UUID lineItemId, LocalDate day) {
        QuarkusTransaction.requiringNew().run(() -> tell(lineItemId, day));
    }

    private void tell(UUID lineItemId, LocalDate day) {
        try (var connection = database.getConnection()) {
            if (isFirst(connection, lineItemId, day)) {
                tell(connection, lineItemId, Groups.of(crowds(connection, lineItemId, day), k));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what was delivered cannot be told", e);
        }
    }

    private static boolean isFirst(Connection connection, UUID lineItemId, LocalDate day) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into publication as p values (?, ?)
                on conflict (line_item_id) do update set day = excluded.day where p.day < excluded.day""")) {
            upsert.setObject(1, lineItemId);
            upsert.setObject(2, day);
            return upsert.executeUpdate() == 1;
        }
    }

    /* Locked, in the order in which Deliveries adds, so that the two never wait for each other. */
    private static Map<Cell, Crowd> crowds(Connection connection, UUID lineItemId, LocalDate day) throws SQLException {
        try (var select = connection.prepareStatement("""
                select day, creative_id, scene, slot_id, crowd::text from delivery
                where line_item_id = ? and day <= ? and events > told_events
                order by day, creative_id::text collate "C", slot_id collate "C", scene collate "C", kind collate "C"
                for update""")) {
            select.setObject(1, lineItemId);
            select.setObject(2, day);
            var crowds = new HashMap<Cell, Crowd>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var cell = new Cell(
                            lineItemId,
                            rows.getObject(1, LocalDate.class),
                            rows.getObject(2, UUID.class),
                            rows.getString(3),
                            rows.getString(4));
                    crowds.merge(cell, Crowd.parse(rows.getString(5)), Crowd::plus);
                }
            }
            return crowds;
        }
    }

    /* One statement, one snapshot: what is marked as told is what is told. */
    private static void tell(Connection connection, UUID lineItemId, Map<Cell, Cell> groups) throws SQLException {
        try (var insert = connection.prepareStatement("""
                with fresh as (
                    select d.*, g.* from delivery d
                    join unnest(?::date[], ?::uuid[], ?::text[], ?::text[], ?::date[], ?::uuid[], ?::text[], ?::text[])
                        g (of_day, of_creative, of_scene, of_slot, group_day, group_creative, group_scene, group_slot)
                      on (d.day, d.creative_id, d.scene, d.slot_id) = (of_day, of_creative, of_scene, of_slot)
                    where d.line_item_id = ? and d.events > d.told_events),
                marked as (
                    update delivery d
                    set told_events = f.events, told_spent_micros = f.spent_micros, crowd = repeat('0', 256)::varbit
                    from fresh f
                    where (d.line_item_id, d.day, d.creative_id, d.slot_id, d.scene, d.kind)
                        = (f.line_item_id, f.day, f.creative_id, f.slot_id, f.scene, f.kind))
                insert into told_delivery as t (line_item_id, day, creative_id, scene, slot_id, kind, events, spent_micros)
                select line_item_id, group_day, group_creative, group_scene, group_slot, kind, sum(events - told_events),
                       sum(spent_micros - told_spent_micros)
                from fresh group by 1, 2, 3, 4, 5, 6
                on conflict (line_item_id, day, creative_id, scene, slot_id, kind)
                do update set events = t.events + excluded.events, spent_micros = t.spent_micros + excluded.spent_micros""")) {
            var cells = List.copyOf(groups.keySet());
            var groupOfEach = new ArrayList<Cell>();
            cells.forEach(cell -> groupOfEach.add(groups.get(cell)));
            set(insert, 1, cells);
            set(insert, 5, groupOfEach);
            insert.setObject(9, lineItemId);
            insert.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int index, List<Cell> cells) throws SQLException {
        set(statement, index, "date", cells, Cell::day);
        set(statement, index + 1, "uuid", cells, Cell::creativeId);
        set(statement, index + 2, "text", cells, Cell::scene);
        set(statement, index + 3, "text", cells, Cell::slotId);
    }

    private static void set(
            PreparedStatement statement,
            int index,
            String type,
            List<Cell> cells,
            Function<Cell, @Nullable Object> column)
            throws SQLException {
        var values = new @Nullable Object[cells.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = column.apply(cells.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
