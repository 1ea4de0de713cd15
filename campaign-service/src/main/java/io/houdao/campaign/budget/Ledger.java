package io.houdao.campaign.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

/**
 * The only writer of money. Inserting transfers moves the balances, by a trigger; there is no other way to move them.
 *
 * <p>Whoever books locks the line items' budgets first ({@link LineBudgets#lock}), in the order of their ids; the trigger
 * locks the advertiser's funds after that. So no two bookings wait for each other.
 */
@ApplicationScoped
class Ledger {

    private final Clock clock;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    /** Books all of {@code transfers} in one statement, or none. */
    void book(Connection connection, List<Transfer> transfers) throws SQLException {
        if (transfers.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into transfer
                    (at, reason, advertiser_id, line_item_id, source, target, amount_micros, reference)
                select ?, t.* from unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[]) t""")) {
            insert.setTimestamp(1, Timestamp.from(clock.instant()));
            insert.setArray(
                    2,
                    Arrays.of(connection, "text", transfers, row -> row.reason().name()));
            insert.setArray(3, Arrays.of(connection, "uuid", transfers, Transfer::advertiserId));
            insert.setArray(4, Arrays.of(connection, "uuid", transfers, Transfer::lineItemId));
            insert.setArray(
                    5,
                    Arrays.of(connection, "text", transfers, row -> row.source().name()));
            insert.setArray(
                    6,
                    Arrays.of(connection, "text", transfers, row -> row.target().name()));
            insert.setArray(7, Arrays.of(connection, "bigint", transfers, Transfer::amountMicros));
            insert.setArray(8, Arrays.of(connection, "text", transfers, Transfer::reference));
            insert.executeUpdate();
        }
    }
}
