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

/** How often what happened, by line item, day, creative, slot and scene; what of it may be told, {@link Told} holds. */
@ApplicationScoped
class Deliveries {

    /** As {@link Publication} locks them. */
    private static final Comparator<Key> ORDER = Comparator.comparing((Key key) -> key.lineItemId.toString())
            .thenComparing(Key::day)
            .thenComparing(key -> key.creativeId.toString())
            .thenComparing(Key::slotId)
            .thenComparing(Key::scene)
            .thenComparing(key -> key.kind.toString());

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
                        event -> key(event, balances),
                        () -> new TreeMap<>(ORDER),
                        reducing(Sum.NONE, event -> sum(event, billedByDecision), Sum::plus)));
        try (var connection = database.getConnection()) {
            add(connection, counts);
        }
    }

    /** The billable event of a decision carries what it cost. */
    private static Sum sum(Counted event, Map<UUID, Long> billedByDecision) {
        return new Sum(
                1,
                event.charge().isPresent() ? billedByDecision.getOrDefault(event.decisionId(), 0L) : 0,
                event.kind() == Kind.IMPRESSION ? Crowd.of(event.showing()) : Crowd.NONE);
    }

    private static Key key(Counted event, Map<UUID, Balance> balances) {
        var balance = java.util.Objects.requireNonNull(balances.get(event.lineItemId()));
        return new Key(
                event.lineItemId(),
                LocalDate.ofInstant(event.occurredAt(), ZoneId.of(balance.zone())),
                event.showing().creativeId().value(),
                event.showing().slotId().value(),
                event.showing().scene().toString(),
                event.kind());
    }

    private static void add(Connection connection, Map<Key, Sum> counts) throws SQLException {
        var keys = List.copyOf(counts.keySet());
        try (var upsert = connection.prepareStatement("""
                insert into delivery (line_item_id, day, creative_id, slot_id, scene, kind, events, spent_micros, crowd)
                select * from unnest(?::uuid[], ?::date[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                                     ?::varbit[])
                on conflict (line_item_id, day, creative_id, slot_id, scene, kind)
                do update set events = delivery.events + excluded.events,
                              spent_micros = delivery.spent_micros + excluded.spent_micros,
                              crowd = delivery.crowd | excluded.crowd""")) {
            set(upsert, 1, "uuid", keys, Key::lineItemId);
            set(upsert, 2, "date", keys, Key::day);
            set(upsert, 3, "uuid", keys, Key::creativeId);
            set(upsert, 4, "text", keys, Key::slotId);
            set(upsert, 5, "text", keys, Key::scene);
            set(upsert, 6, "text", keys, key -> key.kind().toString());
            set(upsert, 7, "bigint", keys, key -> sum(counts, key).events());
            set(upsert, 8, "bigint", keys, key -> sum(counts, key).spentMicros());
            set(upsert, 9, "text", keys, key -> sum(counts, key).crowd().hex());
            upsert.executeUpdate();
        }
    }

    private static Sum sum(Map<Key, Sum> counts, Key key) {
        return counts.getOrDefault(key, Sum.NONE);
    }

    private static void set(
            java.sql.PreparedStatement statement, int index, String type, List<Key> keys, Function<Key, Object> column)
            throws SQLException {
        statement.setArray(
                index,
                statement
                        .getConnection()
                        .createArrayOf(type, keys.stream().map(column).toArray()));
    }

    /** What each of a campaign's line items delivered and its events cost until now. */
    Map<UUID, Breakdown.Bill> billByLineItem(UUID campaignId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select d.line_item_id, sum(d.spent_micros), sum(d.events) filter (where kind = 'impression')
                        from delivery d join line_item i on i.id = d.line_item_id where i.campaign_id = ? group by 1""")) {
            select.setObject(1, campaignId);
            var bills = new HashMap<UUID, Breakdown.Bill>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    bills.put(rows.getObject(1, UUID.class), new Breakdown.Bill(rows.getLong(2), rows.getLong(3)));
                }
            }
            return bills;
        } catch (SQLException e) {
            throw new IllegalStateException("the report cannot be read", e);
        }
    }

    /** What happened under a key, and to how many. */
    private record Sum(long events, long spentMicros, Crowd crowd) {

        private static final Sum NONE = new Sum(0, 0, Crowd.NONE);

        Sum plus(Sum other) {
            return new Sum(events + other.events, spentMicros + other.spentMicros, crowd.plus(other.crowd));
        }
    }

    private record Key(UUID lineItemId, LocalDate day, UUID creativeId, String slotId, String scene, Kind kind) {}
}
