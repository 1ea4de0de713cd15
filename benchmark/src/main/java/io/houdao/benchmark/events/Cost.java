package io.houdao.benchmark.events;

import java.util.Locale;

/**
 * What it took to bring events from Kafka to PostgreSQL.
 *
 * @param seconds by the clock on the wall
 * @param processSeconds processor time of the process that did it
 * @param postgresSeconds processor time of PostgreSQL meanwhile
 */
record Cost(long events, double seconds, double processSeconds, double postgresSeconds) {

    double microsPerEvent() {
        return 1e6 * (processSeconds + postgresSeconds) / events;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f µs (%.1f its own, %.1f PostgreSQL's), %,.0f events a second, %,d events",
                microsPerEvent(),
                1e6 * processSeconds / events,
                1e6 * postgresSeconds / events,
                events / seconds,
                events);
    }
}
