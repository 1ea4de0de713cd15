package io.houdao.placement.topic;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Topics of which everything has been read, for tests that need no Kafka. */
@Vetoed
public final class ReadTopics extends TopicReaders {

    public ReadTopics() {
        super(List.of(), null, null, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    @Override
    public boolean isCaughtUp(String topic) {
        return true;
    }

    @Override
    public Duration age(String topic) {
        return Duration.ZERO;
    }
}
