package io.houdao.kit.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Measures for how long the oldest event of the outbox has been waiting for Kafka. */
@Singleton
class OutboxAge {

    private final DataSource database;
    private final Clock clock;

    OutboxAge(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, MeterRegistry meters) {
        Gauge.builder("houdao.outbox.age", this, OutboxAge::seconds)
                .baseUnit("seconds")
                .register(meters);
    }

    /** Zero where nothing waits, not a number where the database does not say. */
    private double seconds() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select created_at from outbox order by id limit 1");
                var oldest = select.executeQuery()) {
            return oldest.next() ? sinceMillis(oldest.getTimestamp(1)) / 1_000.0 : 0;
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    private long sinceMillis(Timestamp created) {
        return Duration.between(created.toInstant(), clock.instant()).toMillis();
    }
}
