package io.houdao.feedback.restraint;

import io.houdao.feedback.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Whose turn it is to act: one at a time, over all replicas and operators, until the running transaction ends. */
@ApplicationScoped
class RestraintTurn {

    /** Any number, the same in all replicas. */
    private static final long LOCK = 7_041_969;

    private final Database database;
    private final Duration soonest;

    RestraintTurn(Database database, RestraintSettings settings) {
        this.database = database;
        // Replicas' timers do not tick together: a little early is on time, half a window is not.
        this.soonest = settings.window().multipliedBy(4).dividedBy(5);
    }

    /** Whether a window is due and no one else is at it. */
    boolean take(Instant now) {
        return database.number("select case when pg_try_advisory_xact_lock(?) then 1 else 0 end", LOCK) == 1
                && database.update(
                                "update restraint_window set closed_at = ? where closed_at <= ?",
                                now,
                                now.minus(soonest))
                        == 1;
    }

    /** Waits until no window is being closed. */
    void await() {
        database.query("select pg_advisory_xact_lock(?)", row -> LOCK, LOCK);
    }
}
