package io.houdao.placement.topic;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Topics of which everything has been read: where a benchmark fills the listeners itself, there is no Kafka. */
@NullUnmarked
public final class TopicsRead extends TopicReaders {

    public TopicsRead() {
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
