package io.houdao.profile.bulk;

import io.houdao.kit.problem.DatabaseProblems;
import io.houdao.profile.projection.Graph;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * What waits to be carried to Kafka. An import holds off while that is much: nothing piles up where Kafka is slow, and what an
 * import changes of people who were here before, which leaves in order with everyone's changes, keeps nobody waiting.
 */
@ApplicationScoped
class Backlog {

    /** Enough events, and transactions of newcomers, that a relay never idles. */
    private static final int MOST_EVENTS = 400;

    /** Of those that tell of a whole import, which the relay has in memory. */
    private static final int MOST_LARGE_EVENTS = 16;

    private static final int MOST_IMPORTS = 4;

    private static final long PAUSE_MILLIS = 20;

    private final DataSource database;

    Backlog(DataSource database) {
        this.database = database;
    }

    /** Waits until less waits; forever where Kafka is away, as nothing of the import could leave then either. */
    void awaitShort() {
        try {
            while (isLong()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events waited", e);
        }
    }

    /* Newest first: what has left is at the old end, where dead rows lie until they are vacuumed. */
    private boolean isLong() {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        (select 1 from unpublished_import order by version desc offset ? limit 1)
                        union all
                        (select 1 from (select type from outbox order by id desc limit ? + 1) as newest
                         having count(*) > ? or count(*) filter (where type = ?) > ?)""")) {
            select.setInt(1, MOST_IMPORTS);
            select.setInt(2, MOST_EVENTS);
            select.setInt(3, MOST_EVENTS);
            select.setString(4, Graph.IMPORTED);
            select.setInt(5, MOST_LARGE_EVENTS);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot read what waits for Kafka", e);
        }
    }
}
