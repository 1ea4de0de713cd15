package io.houdao.benchmark.money;

import io.houdao.local.LocalPostgres;
import io.houdao.local.Service;
import io.houdao.local.Suite;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** What campaign-service's database holds, read past the service. Amounts are micros. */
final class Books {

    private final String url;

    Books(Suite suite) {
        this.url = suite.databaseUrl(Service.CAMPAIGN);
    }

    /** How far spent + leased + available is from the budget, over all line items that hold one. */
    long imbalance() throws SQLException {
        return number(
                "select sum(abs(spent_micros + leased_micros + available_micros - budget_micros)) from line_budget"
                        + " where state <> 'CLOSED'");
    }

    /** How far the balances are from the sums of the ledger's rows. */
    long unexplained() throws SQLException {
        return number("""
                select sum(abs(coalesce(a, 0) - available_micros) + abs(coalesce(l, 0) - leased_micros)
                           + abs(coalesce(s, 0) - spent_micros))
                from line_budget left join (
                    select line_item_id,
                           sum(case 'AVAILABLE' when target then amount_micros when source then -amount_micros else 0 end) a,
                           sum(case 'LEASED' when target then amount_micros when source then -amount_micros else 0 end) l,
                           sum(case 'SPENT' when target then amount_micros when source then -amount_micros else 0 end) s
                    from transfer where line_item_id is not null group by line_item_id) t using (line_item_id)""");
    }

    /** How far what is leased is from what the leases say. */
    long unleased() throws SQLException {
        return number("""
                select sum(abs(leased_micros - coalesce(outstanding, 0)))
                from line_budget left join (select line_item_id, sum(outstanding_micros) outstanding
                                            from lease group by line_item_id) l using (line_item_id)""");
    }

    /** All that the accounts and line items hold or held. */
    long held() throws SQLException {
        return number("select (select sum(available_micros) from funds)"
                + " + (select sum(spent_micros + leased_micros + available_micros) from line_budget)");
    }

    /** All that was ever paid in. */
    long paidIn() throws SQLException {
        return number("select sum(amount_micros) from transfer where reason = 'DEPOSIT'");
    }

    /** How far a line item's budget is from being spent to the last micro, with nothing left over and nothing unpaid. */
    long fromExhaustion(UUID lineItemId) throws SQLException {
        return number(
                "select budget_micros - spent_micros + leased_micros + available_micros + unbilled_micros from line_budget"
                        + " where line_item_id = '" + lineItemId + "'");
    }

    /** What events cost, billed or beyond a budget. */
    long charged() throws SQLException {
        return number("select sum(spent_micros + unbilled_micros) from line_budget");
    }

    /** How many events were settled. */
    long settled() throws SQLException {
        return number("select count(*) from counted_event");
    }

    /** The first number that a query answers. */
    long number(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var select = connection.createStatement();
                var row = select.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
