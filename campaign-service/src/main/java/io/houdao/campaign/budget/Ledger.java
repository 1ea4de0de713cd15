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
        var trip = new RoundTrip(connection);
        book(trip, transfers);
        trip.send();
    }

    /** The same, once {@code trip} is sent. */
    void book(RoundTrip trip, List<Transfer> transfers) throws SQLException {
        if (transfers.isEmpty()) {
            return;
        }
        trip.write(
                """
                insert into transfer
                    (at, reason, advertiser_id, line_item_id, source, target, amount_micros, reference)
                select ?, t.* from unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[]) t""",
                Timestamp.from(clock.instant()),
                trip.array("text", transfers, row -> row.reason().name()),
                trip.array("uuid", transfers, Transfer::advertiserId),
                trip.array("uuid", transfers, Transfer::lineItemId),
                trip.array("text", transfers, row -> row.source().name()),
                trip.array("text", transfers, row -> row.target().name()),
                trip.array("bigint", transfers, Transfer::amountMicros),
                trip.array("text", transfers, Transfer::reference));
    }
}
