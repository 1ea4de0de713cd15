package io.houdao.benchmark.money;

import static io.houdao.benchmark.money.Customer.fixed;
import static io.houdao.benchmark.money.Customer.line;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Every step that money takes, once: paid in, reserved, charged as a whole, lent, spent, given back, lapsed, released,
 * refunded, a day closed, and a word about it sent to Kafka. Where two would wait for one advertiser's funds, or
 * one line item's budget, each has its own.
 */
final class Steps implements AutoCloseable {

    static final List<String> ALL = List.of(
            "DEPOSIT",
            "RESERVE",
            "FIXED_TIME",
            "LEASE",
            "SPEND",
            "RETURN",
            "EXPIRE",
            "RELEASE",
            "REFUND",
            "CLOSE",
            "RELAY");

    /** How many of them book one transfer each. */
    static final int BOOKING = 9;

    /** What is paid in by them, in micros. */
    static final long LATER = 7_001;

    private static final long BUDGET = 10_000_000;
    private static final long LENT = 100_000;
    private static final long SPENT = 30_007;
    private static final long UNUSED = 69_993;

    private final Till till;
    private final Traffic traffic;
    private final Api replica;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    private final Customer runs;
    private final Customer pays;
    private final Customer submits;
    private final Customer isJudged;
    private final Customer stops;
    private final Customer stopsEarly;
    private final Customer sleeps;

    private final UUID asked = UUID.randomUUID();
    private final UUID spending = UUID.randomUUID();
    private final UUID returned = UUID.randomUUID();
    private final UUID lapsing = UUID.randomUUID();
    private final UUID paused = UUID.randomUUID();
    private final UUID reserved = UUID.randomUUID();
    private final UUID charged = UUID.randomUUID();
    private final UUID released = UUID.randomUUID();
    private final UUID refunded = UUID.randomUUID();
    private final UUID submission;
    private final UUID review;
    private final UUID leaseId;
    private final String depositKey = UUID.randomUUID().toString();

    /** Comes to where each step is the next. */
    Steps(Till till, Traffic traffic) throws IOException {
        this.till = till;
        this.traffic = traffic;
        this.replica = till.api("replica", "service", Map.of());
        runs = new Customer(till, 5 * BUDGET);
        pays = new Customer(till, BUDGET);
        submits = new Customer(till, BUDGET);
        isJudged = new Customer(till, BUDGET);
        stops = new Customer(till, BUDGET);
        stopsEarly = new Customer(till, BUDGET);
        sleeps = new Customer(till, BUDGET);
        launch(
                runs,
                List.of(
                        line(asked, BUDGET),
                        line(spending, BUDGET),
                        line(returned, BUDGET),
                        line(lapsing, BUDGET),
                        line(paused, BUDGET)));
        submission = submits.draft(List.of(line(reserved, BUDGET)));
        review = isJudged.submit(isJudged.draft(List.of(fixed(charged, BUDGET))));
        launch(stops, List.of(line(released, BUDGET)));
        launch(stopsEarly, List.of(fixed(refunded, BUDGET)));
        leaseId = lend(returned);
        lend(lapsing);
        lend(spending);
    }

    private static void launch(Customer customer, List<Map<String, Object>> lines) throws IOException {
        customer.pass(customer.submit(customer.draft(lines)));
    }

    private UUID lend(UUID lineItemId) throws IOException {
        var request = Map.of("lineItemId", lineItemId, "amountMicros", LENT);
        var answer = replica.post("/v1/budget-leases", Map.of("replica", "replica", "requests", List.of(request)));
        return UUID.fromString(answer.path("leases").path(0).path("leaseId").asText());
    }

    /** Has all of them taken at once, and does not wait. {@code gates} stays out of the way of those it shut. */
    void begin(Gates gates) throws SQLException {
        traffic.report(spending, SPENT);
        gates.run("update lease set lapses_at = now() where line_item_id = '" + lapsing + "'");
        gates.run("update advertiser set created_at = now() - interval '3 days' where id = '" + sleeps.id() + "'");
        steps().forEach(step -> callers.execute(() -> attempt(step)));
    }

    /** Says once more all that was asked, as whoever got no answer does; what was done already is refused or done once. */
    void repeat() {
        steps().forEach(Steps::attempt);
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(() -> pays.deposit(LATER, depositKey));
        steps.add(() -> submits.submit(submission));
        steps.add(() -> isJudged.pass(review));
        steps.add(() -> lend(asked));
        steps.add(() -> replica.post(
                "/v1/budget-leases/returns",
                Map.of("returns", List.of(Map.of("leaseId", leaseId, "amountMicros", UNUSED)))));
        steps.add(() -> stops.member().post("/v1/line-items/" + released + "/stop", Map.of()));
        steps.add(() -> stopsEarly.member().post("/v1/line-items/" + refunded + "/stop", Map.of()));
        steps.add(() -> runs.member().post("/v1/line-items/" + paused + "/pause", Map.of()));
        return steps;
    }

    /* Cut off, or a second time: either is what this is about. */
    private static void attempt(Step step) {
        try {
            step.take();
        } catch (IOException | IllegalStateException e) {
            // Nothing: the books say what came of it.
        }
    }

    /** What is not as it should be once every step was taken, however often it was asked for; empty when all is. */
    List<String> wrong(Gates gates) throws SQLException {
        var wrong = new ArrayList<String>();
        expect(wrong, gates, LATER + BUDGET, "sum(amount_micros)", "DEPOSIT", "advertiser_id", pays.id());
        expect(wrong, gates, BUDGET, "sum(amount_micros)", "RESERVE", "line_item_id", reserved);
        expect(wrong, gates, BUDGET, "sum(amount_micros)", "FIXED_TIME", "line_item_id", charged);
        expect(wrong, gates, SPENT, "sum(amount_micros)", "SPEND", "line_item_id", spending);
        expect(wrong, gates, UNUSED, "sum(amount_micros)", "RETURN", "line_item_id", returned);
        expect(wrong, gates, LENT, "sum(amount_micros)", "EXPIRE", "line_item_id", lapsing);
        expect(wrong, gates, BUDGET, "sum(amount_micros)", "RELEASE", "line_item_id", released);
        expect(wrong, gates, 1, "count(*)", "REFUND", "line_item_id", refunded);
        if (gates.number("select count(*) from day_close where advertiser_id = '" + sleeps.id() + "'") < 2) {
            wrong.add("CLOSE");
        }
        if (gates.number("select count(*) from outbox") > 0) {
            wrong.add("RELAY");
        }
        if (gates.number(
                        "select count(*) from line_item i join line_budget b on b.line_item_id = i.id where (status, state)"
                                + " not in (('IN_REVIEW', 'RESERVED'), ('LIVE', 'LEASING'), ('PAUSED', 'RESERVED'), ('STOPPED', 'CLOSED'))")
                > 0) {
            wrong.add("a line item runs on money that it does not hold");
        }
        return wrong;
    }

    private static void expect(
            List<String> wrong, Gates gates, long wanted, String what, String reason, String column, UUID id)
            throws SQLException {
        var found = gates.number(
                "select " + what + " from transfer where reason = '" + reason + "' and " + column + " = '" + id + "'");
        if (found != wanted) {
            wrong.add(reason + ": " + found + " in place of " + wanted);
        }
    }

    /** What is on the air once every step was taken. */
    Set<UUID> onAir() {
        return Set.of(asked, spending, returned, lapsing, charged);
    }

    /** What is not, of what was, or was to be. */
    Set<UUID> offAir() {
        return Set.of(paused, released, refunded, reserved);
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }

    private interface Step {
        void take() throws IOException;
    }
}
