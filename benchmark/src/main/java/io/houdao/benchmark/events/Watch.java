package io.houdao.benchmark.events;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks, four times a second, how many events were acknowledged and how many of them are counted, and says so every ten
 * seconds.
 */
final class Watch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 250;
    private static final long SAID_EVERY = 40;

    /** A backlog takes as long as it takes, but it grows smaller. */
    private static final long PATIENCE_SECONDS = 300;

    private static final String COUNTED = """
            select coalesce(sum(offered + impressions + viewables + clicks + closes + hides + useful), 0)
            from hourly_experience""";

    private final Stack stack;
    private final Fleet fleet;
    private final Thread thread = new Thread(this::run, "watch");
    private final ConcurrentSkipListMap<Long, Long> acknowledgedAt = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Long> countedAt = new ConcurrentSkipListMap<>();
    private volatile boolean stopped;

    Watch(Stack stack, Fleet fleet) {
        this.stack = stack;
        this.fleet = fleet;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        var began = System.nanoTime();
        for (var look = 1; !stopped; look++) {
            var now = System.nanoTime();
            acknowledgedAt.put(now, fleet.acknowledged());
            try {
                countedAt.put(System.nanoTime(), counted());
            } catch (SQLException away) {
                // It is looked at again in a moment.
            }
            if (look % SAID_EVERY == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "  %4d s: %,d events acknowledged, %,d counted%n",
                        (now - began) / 1_000_000_000,
                        fleet.acknowledged(),
                        last());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** How many events feedback-service has counted, each once. */
    long counted() throws SQLException {
        try (var connection = stack.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(COUNTED)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Returns once all that was acknowledged is counted. */
    void awaitAll() throws InterruptedException {
        awaitCounted(fleet.acknowledged());
    }

    /** Returns once so many are counted; gives up where no more of them are for a long time. */
    private void awaitCounted(long wanted) throws InterruptedException {
        var counted = last();
        var grewAt = System.nanoTime();
        while (last() < wanted) {
            if (last() > counted) {
                counted = last();
                grewAt = System.nanoTime();
            }
            if (System.nanoTime() - grewAt > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IllegalStateException("counted " + counted + " of " + wanted + " events, and for "
                        + PATIENCE_SECONDS + " s no more of them");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private long last() {
        return countedAt.isEmpty() ? 0 : countedAt.lastEntry().getValue();
    }

    /** Waits until the backlog is counted, and says what the last two thirds of it took. */
    Cost drain() throws Exception {
        var before = last();
        var third = before + (fleet.acknowledged() - before) / 3;
        awaitCounted(third);
        var from = last();
        var began = System.nanoTime();
        var process = Processor.seconds(stack.servicePid());
        var postgres = Processor.secondsOfTree(stack.postgresPid());
        awaitAll();
        return new Cost(
                last() - from,
                (System.nanoTime() - began) / 1e9,
                Processor.seconds(stack.servicePid()) - process,
                Processor.secondsOfTree(stack.postgresPid()) - postgres);
    }

    /** How long after being acknowledged events were counted that were counted between two times. */
    Delays delays(long from, long to) {
        var firstTimeByCount = new TreeMap<Long, Long>();
        acknowledgedAt.forEach((at, count) -> firstTimeByCount.putIfAbsent(count, at));
        return new Delays(countedAt.subMap(from, to).entrySet().stream()
                .mapToLong(look -> delay(look, firstTimeByCount))
                .sorted()
                .toArray());
    }

    /** Since the last time when no more were acknowledged than are counted now. */
    private static long delay(Map.Entry<Long, Long> look, TreeMap<Long, Long> firstTimeByCount) {
        var reached = firstTimeByCount.floorEntry(look.getValue());
        return reached == null ? 0 : Math.max(0, look.getKey() - reached.getValue());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join();
    }

    /** In nanoseconds, smallest first. */
    record Delays(long[] nanos) {

        double seconds(double quantile) {
            return nanos.length == 0
                    ? Double.NaN
                    : nanos[(int) Math.min(nanos.length - 1, Math.floor(quantile * nanos.length))] / 1e9;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Delays delays && Arrays.equals(nanos, delays.nanos);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(nanos);
        }
    }
}
