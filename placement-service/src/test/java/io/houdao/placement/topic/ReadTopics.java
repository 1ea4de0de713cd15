package io.houdao.placement.topic;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Topics of which everything has been read, or not yet, for tests that need no Kafka. */
@Vetoed
public final class ReadTopics extends TopicReaders {

    private final boolean caughtUp;

    public ReadTopics() {
        this(true);
    }

    public ReadTopics(boolean caughtUp) {
        super(List.of(), null, null, new SimpleMeterRegistry(), Clock.systemUTC());
        this.caughtUp = caughtUp;
    }

    @Override
    public boolean isCaughtUp() {
        return caughtUp;
    }

    @Override
    public boolean isCaughtUp(String topic) {
        return caughtUp;
    }

    @Override
    public Duration age(String topic) {
        return Duration.ZERO;
    }
}
