package io.houdao.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What the database holds, for tests that claim that nothing was stored. */
@ApplicationScoped
public class Stored {

    private static final List<String> VERSIONED = List.of("advertiser", "campaign", "line_item", "creative", "review");
    private static final List<String> KEPT = List.of(
            "change",
            "transfer",
            "lease",
            "line_budget",
            "review_item",
            "delivery",
            "counted_event",
            "idempotency_key",
            "stop_ship",
            "stop_ship_issue",
            "review_vote",
            "change_seal",
            "webhook",
            "webhook_delivery",
            "advertiser_member",
            "line_item_import");

    private final DataSource database;

    Stored(DataSource database) {
        this.database = database;
    }

    /** A figure for each table that changes whenever a row is added, changed or removed. */
    public Map<String, Long> fingerprint() {
        var figures = new LinkedHashMap<String, Long>();
        VERSIONED.forEach(table -> figures.put(table, number("select count(*) + sum(version) from " + table)));
        KEPT.forEach(table -> figures.put(table, number("select count(*) from " + table)));
        figures.put("leased", number("select sum(leased_micros) from line_budget"));
        return figures;
    }

    /** The first number of the first row; zero where it is null. */
    public long number(String sql, Object... parameters) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public int update(String sql, Object... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            return update.executeUpdate();
        }
    }

    /** Spent + leased + available − budget: zero for whatever runs. */
    public long imbalance(UUID lineItemId) {
        return number(
                "select spent_micros + leased_micros + available_micros - budget_micros from line_budget where line_item_id = ?",
                lineItemId);
    }
}
