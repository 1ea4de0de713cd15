package io.houdao.placement.topic;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in a topic, record by record, on one thread of its own. */
public interface TopicListener {

    String topic();

    /**
     * Takes one record. Records of a key arrive in order, and again after a restart.
     *
     * @param value null for a tombstone
     * @throws RuntimeException if it cannot be understood; it is then counted, put aside and skipped
     */
    void read(String key, byte @Nullable [] value);

    /** Called once what was there at start has been read, and after each batch that follows: the time for a snapshot. */
    default void batchRead() {}

    /**
     * Whether all that was there at start has taken effect; asked after the first {@link #batchRead}, until it has. It counts
     * as read only then.
     */
    default boolean isStartSettled() {
        return true;
    }

    /** How far back to begin; empty means with the oldest record there is. */
    default Optional<Duration> horizon() {
        return Optional.empty();
    }

    /** Whether it is enough to read what was there at start. */
    default boolean endsWhenCaughtUp() {
        return false;
    }

    /** Whether it can make sense of its records only once the compacted topics have been read. */
    default boolean needsCatalogue() {
        return false;
    }
}
