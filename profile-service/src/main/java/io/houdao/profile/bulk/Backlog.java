package io.houdao.profile.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * What waits to be carried to Kafka. An import holds off while that is much: events leave in order, and someone who takes a
 * permission back must not queue behind a hundred thousand strangers.
 */
@ApplicationScoped
class Backlog {

    /** Two batches: enough that the relay never idles. */
    private static final int MOST = 400;

    private static final long PAUSE_MILLIS = 5;

    private final DataSource database;

    Backlog(DataSource database) {
        this.database = database;
    }

    /** Waits until fewer events wait; forever where Kafka is away, as nothing of the import could leave then either. */
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
                var select = connection.prepareStatement("select id from outbox order by id desc offset ? limit 1")) {
            select.setInt(1, MOST);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the outbox", e);
        }
    }
}
