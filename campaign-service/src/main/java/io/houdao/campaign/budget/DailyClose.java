package io.houdao.campaign.budget;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Closes the books of each advertiser at its midnight, one day after the other. From then on the database refuses to book
 * anything on that day.
 */
@ApplicationScoped
class DailyClose {

    private final DataSource database;
    private final Clock clock;
    private final Duration grace;

    /** {@code grace} is longer than any transaction: what began before midnight is booked by then. */
    DailyClose(DataSource database, Clock clock, @ConfigProperty(name = "houdao.close.grace") Duration grace) {
        this.database = database;
        this.clock = clock;
        this.grace = grace;
    }

    /** Closes one day of each advertiser that has one to close; a service that was away catches up, run by run. */
    @Scheduled(
            every = "${houdao.close.sweep}",
            delayed = "${houdao.close.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void closeDays() throws SQLException {
        try (var connection = database.getConnection();
                var close = connection.prepareStatement("""
                        select close_day(id, day, midnight, ?) from (
                            select id, day, (day + 1)::timestamp at time zone zone as midnight from (
                                select a.id, a.zone, coalesce((select max(c.day) + 1 from day_close c where c.advertiser_id = a.id),
                                                              (a.created_at at time zone a.zone)::date) as day
                                from advertiser a) unclosed) ended
                        where midnight <= ? order by id""")) {
            var now = clock.instant();
            close.setTimestamp(1, Timestamp.from(now));
            close.setTimestamp(2, Timestamp.from(now.minus(grace)));
            close.executeQuery();
        }
    }
}
