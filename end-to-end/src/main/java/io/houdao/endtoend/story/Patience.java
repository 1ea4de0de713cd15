package io.houdao.endtoend.story;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.FixedPollInterval;
import org.awaitility.pollinterval.PollInterval;
import org.jspecify.annotations.Nullable;

/** A question asked again and again until its answer is as expected. */
final class Patience<T> {

    private final Supplier<T> question;
    private final Predicate<T> expected;
    private final long started = System.nanoTime();
    private long ended = started;
    private @Nullable T last;

    Patience(Supplier<T> question, Predicate<T> expected) {
        this.question = question;
        this.expected = expected;
    }

    /** Asks every 50 ms for at most this long; whether the answer came to be as expected. */
    boolean within(Duration atMost) {
        return within(atMost, new FixedPollInterval(Duration.ofMillis(50)));
    }

    /** As {@link #within(Duration)}, with other pauses in between. */
    boolean within(Duration atMost, PollInterval pause) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(pause)
                    .atMost(atMost)
                    .until(this::isAnswered);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        } finally {
            ended = System.nanoTime();
        }
    }

    private boolean isAnswered() {
        last = question.get();
        return expected.test(last);
    }

    /** The answer to the last question. */
    T last() {
        return Objects.requireNonNull(last);
    }

    Duration waited() {
        return Duration.ofNanos(ended - started);
    }
}
