package io.houdao.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means to whoever asked. */
public final class DatabaseProblems {

    private static final int PAUSE_SECONDS = 2;

    private DatabaseProblems() {}

    /**
     * 503 where the database was out of reach or out of connections, so that the same request may well succeed later; a bug
     * otherwise.
     *
     * @param what cannot be done, such as {@code cannot import people}
     */
    public static RuntimeException of(String what, SQLException cause) {
        return saysPassing(cause)
                ? Problems.busy("The database cannot be reached at this moment, and nothing was done.", PAUSE_SECONDS)
                : new IllegalStateException(what, cause);
    }

    /** 503: the database went away while it was being asked, perhaps just after it had done what was asked. */
    static HttpProblem lost() {
        return Problems.busy(
                "The database went away, and whether this was done is not known."
                        + " A creation is safe to repeat with the same Idempotency-Key.",
                PAUSE_SECONDS);
    }

    /** Whether {@code failure} comes, however often it was wrapped, from a database that may well answer later. */
    static boolean isPassing(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof SQLException cause ? saysPassing(cause) : isPassing(failure.getCause()));
    }

    /** By the classes of PostgreSQL's error codes: connection, resources, and an operator who stops it. */
    private static boolean saysPassing(SQLException cause) {
        var state = cause.getSQLState();
        return state == null
                ? isCausedByTimeout(cause)
                : state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    /** As the pool of connections says it, which has no code. */
    private static boolean isCausedByTimeout(@Nullable Throwable cause) {
        return cause != null && (cause instanceof TimeoutException || isCausedByTimeout(cause.getCause()));
    }
}
