package io.houdao.campaign.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line item's money, in millionths of its advertiser's currency. Unless it is closed, available + leased + spent =
 * budget; the database refuses anything else.
 *
 * @param dailyBudgetMicros most that may be spent between two midnights in {@code zone}; absent means no daily limit
 */
public record Balance(
        UUID lineItemId,
        UUID advertiserId,
        State state,
        long budgetMicros,
        @Nullable Long dailyBudgetMicros,
        String zone,
        long availableMicros,
        long leasedMicros,
        long spentMicros,
        long unbilledMicros) {

    static final String COLUMNS = "line_item_id, advertiser_id, state, budget_micros, daily_budget_micros, zone,"
            + " available_micros, leased_micros, spent_micros, unbilled_micros";

    /** What may happen to a line item's money. */
    public enum State {
        /** It holds none of its own; what comes back goes to the advertiser. */
        CLOSED,
        /** It holds its whole budget. */
        RESERVED,
        /** It holds its whole budget, and replicas may draw on it. */
        LEASING
    }

    static Balance read(ResultSet row) throws SQLException {
        return new Balance(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                State.valueOf(row.getString(3)),
                row.getLong(4),
                row.getObject(5, Long.class),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }

    /** All that it has or had; what is missing to its budget must be reserved before it can run. */
    public long heldMicros() {
        return availableMicros + leasedMicros + spentMicros;
    }
}
