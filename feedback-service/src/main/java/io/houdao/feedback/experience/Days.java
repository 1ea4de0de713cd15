package io.houdao.feedback.experience;

import io.houdao.feedback.Database;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The days for which single events are kept; after them only their counts are. What is older than that is ignored
 * wherever it still turns up: it was counted when it was new, or nobody can tell any more.
 */
@ApplicationScoped
class Days {

    /** A receipt's time comes from another machine's clock. */
    private static final Duration SKEW = Duration.ofHours(1);

    /** How many days' partitions are made before their day comes. */
    private static final int AHEAD = 2;

    private final Database database;
    private final Clock clock;
    private final Duration kept;
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    Days(Database database, Clock clock, @ConfigProperty(name = "houdao.events.kept") Duration kept) {
        this.database = database;
        this.clock = clock;
        this.kept = kept;
    }

    /**
     * Those of {@code rows} that are young enough.
     *
     * @throws IllegalArgumentException for one that is from the future, which no repetition would make right
     */
    <T> List<T> kept(List<T> rows, Function<T, Instant> decidedAt) {
        var now = clock.instant();
        var first = firstKept(now).atStartOfDay().toInstant(ZoneOffset.UTC);
        var latest = now.plus(SKEW);
        var kept = new ArrayList<T>(rows.size());
        for (var row : rows) {
            var at = decidedAt.apply(row);
            if (at.isAfter(latest)) {
                throw new IllegalArgumentException("decided at " + at + ", which is in the future");
            }
            if (!at.isBefore(first)) {
                kept.add(row);
            }
        }
        return kept;
    }

    /** Makes sure that {@code rows} find the partitions of {@code table} that they belong to. */
    <T> void prepare(String table, List<T> rows, Function<T, Instant> decidedAt) {
        rows.stream()
                .map(row -> day(decidedAt.apply(row)))
                .distinct()
                .filter(day -> !prepared.contains(table + day))
                .forEach(day -> prepare(table, day));
    }

    /** In a transaction of its own, because it holds up everyone who writes to the table. */
    private void prepare(String table, LocalDate day) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.query("select ensure_day(?, ?)", row -> table, table, day));
        prepared.add(table + day);
    }

    /** Makes the partitions of today and the next days, so that nobody waits for them. */
    void makeAhead(String table, Instant now) {
        for (var ahead = 0; ahead <= AHEAD; ahead++) {
            prepare(table, day(now).plusDays(ahead));
        }
    }

    /** Drops the partitions of days that are no longer kept. */
    void forget(String table, Instant now) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.number("select drop_days_before(?, ?)", table, firstKept(now)));
        prepared.removeIf(name -> name.startsWith(table));
    }

    private LocalDate firstKept(Instant now) {
        return day(now.minus(kept));
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
