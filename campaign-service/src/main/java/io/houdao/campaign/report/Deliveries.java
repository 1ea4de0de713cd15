package io.houdao.campaign.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import io.houdao.campaign.budget.Balance;
import io.houdao.campaign.budget.Budgets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** How often what happened, by line item, day, creative, slot and scene. Nothing of any person. */
@ApplicationScoped
class Deliveries {

    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::toString);

    private final DataSource database;
    private final Budgets budgets;

    Deliveries(DataSource database, Budgets budgets) {
        this.database = database;
        this.budgets = budgets;
    }

    /**
     * Counts {@code events}, none of which was counted before, with what was billed for them. Line items that never had a
     * budget never ran here.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void add(List<Counted> events, Map<UUID, Long> billedByDecision) throws SQLException {
        var balances = budgets.balances(
                events.stream().map(Counted::lineItemId).distinct().toList());
        var counts = events.stream()
                .filter(event -> balances.containsKey(event.lineItemId()))
                .collect(groupingBy(
                        event -> cell(event, balances),
                        () -> new TreeMap<>(ORDER),
                        reducing(Sum.NONE, event -> sum(event, billedByDecision), Sum::plus)));
        try (var connection = database.getConnection()) {
            add(connection, counts);
        }
    }

    /** The billable event of a decision carries what it cost. */
    private static Sum sum(Counted event, Map<UUID, Long> billedByDecision) {
        return new Sum(1, event.charge().isPresent() ? billedByDecision.getOrDefault(event.decisionId(), 0L) : 0);
    }

    private static Cell cell(Counted event, Map<UUID, Balance> balances) {
        var balance = java.util.Objects.requireNonNull(balances.get(event.lineItemId()));
        return new Cell(
                event.lineItemId(),
                LocalDate.ofInstant(event.occurredAt(), ZoneId.of(balance.zone())),
                event.showing().creativeId().value(),
                event.showing().slotId().value(),
                event.showing().scene().toString(),
                event.kind());
    }

    private static void add(Connection connection, Map<Cell, Sum> counts) throws SQLException {
        var cells = List.copyOf(counts.keySet());
        try (var upsert = connection.prepareStatement("""
                insert into delivery (line_item_id, day, creative_id, slot_id, scene, kind, events, spent_micros)
                select * from unnest(?::uuid[], ?::date[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                on conflict (line_item_id, day, creative_id, slot_id, scene, kind)
                do update set events = delivery.events + excluded.events,
                              spent_micros = delivery.spent_micros + excluded.spent_micros""")) {
            set(upsert, 1, "uuid", cells, Cell::lineItemId);
            set(upsert, 2, "date", cells, Cell::day);
            set(upsert, 3, "uuid", cells, Cell::creativeId);
            set(upsert, 4, "text", cells, Cell::slotId);
            set(upsert, 5, "text", cells, Cell::scene);
            set(upsert, 6, "text", cells, cell -> cell.kind().toString());
            set(upsert, 7, "bigint", cells, cell -> sum(counts, cell).events());
            set(upsert, 8, "bigint", cells, cell -> sum(counts, cell).spentMicros());
            upsert.executeUpdate();
        }
    }

    private static Sum sum(Map<Cell, Sum> counts, Cell cell) {
        return counts.getOrDefault(cell, Sum.NONE);
    }

    private static void set(
            java.sql.PreparedStatement statement,
            int index,
            String type,
            List<Cell> cells,
            Function<Cell, Object> column)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, cells.stream().map(column).toArray()));
    }

    /** How often each kind happened to each of a campaign's line items, over all days. */
    Map<UUID, Map<String, Long>> eventsByLineItem(UUID campaignId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select d.line_item_id, d.kind, sum(d.events)
                        from delivery d join line_item i on i.id = d.line_item_id
                        where i.campaign_id = ? group by d.line_item_id, d.kind""")) {
            select.setObject(1, campaignId);
            var events = new HashMap<UUID, Map<String, Long>>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.computeIfAbsent(rows.getObject(1, UUID.class), id -> new HashMap<>())
                            .put(rows.getString(2), rows.getLong(3));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("the report cannot be read", e);
        }
    }

    /** What happened in a cell. */
    private record Sum(long events, long spentMicros) {

        private static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(events + other.events, spentMicros + other.spentMicros);
        }
    }

    private record Cell(UUID lineItemId, LocalDate day, UUID creativeId, String slotId, String scene, Kind kind) {}
}
