package io.houdao.benchmark.money;

import static org.awaitility.Awaitility.await;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.UsageError;
import io.houdao.local.Progress;
import io.houdao.local.StartFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures how fast money is lent, settled and given back through the public API, and then counts the last micro. Exits
 * with 0 if every gate was met, 1 if one was missed, 2 if it could not run.
 */
public final class Money {

    private static final Set<String> OPTIONS = Set.of("seconds", "threads", "batch", "items");
    private static final int GATE = 2_000;

    /** Held, so that its level is kept. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private final Figures figures = new Figures();
    private final int seconds;
    private final int threads;
    private final int batch;
    private final int items;

    private Money(Options options) {
        this.seconds = positive(options, "seconds", "30");
        this.threads = positive(options, "threads", "6");
        this.batch = positive(options, "batch", "200");
        this.items = positive(options, "items", "4000");
    }

    private static int positive(Options options, String name, String otherwise) {
        var text = options.get(name, otherwise);
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new UsageError("--" + name + " must be a whole number above 0, was " + text);
        }
        return Integer.parseInt(text);
    }

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        KAFKA_LOG.setLevel(Level.WARNING);
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        try {
            return new Money(Options.parse(arguments, OPTIONS)).run() ? 0 : 1;
        } catch (UsageError | StartFailure | IOException | SQLException | IllegalStateException error) {
            System.err.println("benchmark/run money: " + error.getMessage());
            return 2;
        } catch (InterruptedException e) {
            return 2;
        }
    }

    private boolean run() throws IOException, SQLException, InterruptedException {
        try (var till = Till.toMeasure(items, Progress.silent());
                var traffic = new Traffic(till, threads, batch)) {
            var books = new Books(till.suite());
            figures.say(
                    "%d replicas, %d line items, %d leases a request; PostgreSQL waits for its disk",
                    threads, items, batch);
            measure(till, traffic, books);
            traffic.stop();
            check(till, traffic, books);
        }
        figures.print();
        return figures.allMet();
    }

    private void measure(Till till, Traffic traffic, Books books)
            throws SQLException, IOException, InterruptedException {
        Thread.sleep(seconds * 1_000L / 3);
        var before = Sample.of(till, traffic, books);
        Thread.sleep(seconds * 1_000L);
        var after = Sample.of(till, traffic, books);
        var took = (after.nanos - before.nanos) / 1e9;
        var leases = (after.leases - before.leases) / took;
        var returns = (after.returns - before.returns) / took;
        var settled = (after.settled - before.settled) / took;
        var operations = leases + returns + settled;
        var calls = (after.calls - before.calls) / took;
        figures.say(
                "in %.1f s: %.0f leases, %.0f returns, %.0f settled events, %.0f requests a second; %d failures",
                took, leases, returns, settled, calls, traffic.failures());
        figures.gate(operations >= GATE, "%.0f operations a second, at least %d", operations, GATE);
        figures.gate(traffic.failures() == 0, "%d requests failed", traffic.failures());
        figures.add("lease_operations", "%.0f", operations, "1/s");
        figures.add("lease_requests", "%.0f", calls, "1/s");
        figures.add("leases_granted", "%.0f", leases, "1/s");
        figures.add("leases_returned", "%.0f", returns, "1/s");
        figures.add("events_settled", "%.0f", settled, "1/s");
        figures.add("service_cpu", "%.0f", micros(before.serviceCpu, after.serviceCpu) / (operations * took), "us");
        figures.add("database_cpu", "%.0f", micros(before.databaseCpu, after.databaseCpu) / (operations * took), "us");
    }

    private void check(Till till, Traffic traffic, Books books) throws SQLException {
        await().atMost(Duration.ofMinutes(3)).until(() -> books.settled() == traffic.reported());
        figures.gate(books.imbalance() == 0, "spent + leased + available is %d micros off", books.imbalance());
        figures.gate(books.unexplained() == 0, "the ledger's rows are %d micros off the balances", books.unexplained());
        figures.gate(books.unleased() == 0, "the leases are %d micros off what is leased", books.unleased());
        figures.gate(
                books.held() == till.deposited(),
                "%d micros paid in, %d micros accounted for",
                till.deposited(),
                books.held());
        figures.gate(
                books.charged() == traffic.reportedMicros(),
                "%d events cost %d micros, %d micros charged",
                traffic.reported(),
                traffic.reportedMicros(),
                books.charged());
        figures.add("micros_missing", "%.0f", till.deposited() - books.held(), "micro");
    }

    private static double micros(Duration before, Duration after) {
        return after.minus(before).toNanos() / 1e3;
    }

    /** Where the counters stood at a moment. */
    private record Sample(
            long nanos,
            long leases,
            long returns,
            long settled,
            long calls,
            Duration serviceCpu,
            Duration databaseCpu) {

        static Sample of(Till till, Traffic traffic, Books books) throws SQLException, IOException {
            return new Sample(
                    System.nanoTime(),
                    traffic.leases(),
                    traffic.returns(),
                    books.settled(),
                    traffic.calls(),
                    till.serviceCpu(),
                    till.databaseCpu());
        }
    }
}
