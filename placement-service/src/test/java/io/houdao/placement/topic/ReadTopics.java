package io.houdao.placement.topic;

import io.houdao.contracts.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Topics of which everything has been read, or not yet, for tests that need no Kafka. */
@Vetoed
public final class ReadTopics extends TopicReaders {

    /** How long ago it was last certain that all line items are known. */
    public static final Duration CATALOGUE_AGE = Duration.ofSeconds(3);

    private final boolean caughtUp;
    private final Set<String> heldBack = ConcurrentHashMap.newKeySet();

    public ReadTopics() {
        this(true);
    }

    public ReadTopics(boolean caughtUp) {
        super(List.of(), null, null, new SimpleMeterRegistry(), Clock.systemUTC());
        this.caughtUp = caughtUp;
    }

    /** Has not read that topic yet. */
    public void holdBack(String topic) {
        heldBack.add(topic);
    }

    /** Reads to its end what was held back. */
    public void read(String topic) {
        heldBack.remove(topic);
    }

    @Override
    public boolean isCaughtUp() {
        return caughtUp && heldBack.isEmpty();
    }

    @Override
    public boolean isCaughtUp(String topic) {
        return caughtUp && !heldBack.contains(topic);
    }

    @Override
    public Duration age(String topic) {
        return topic.equals(Topics.LINE_ITEMS) ? CATALOGUE_AGE : Duration.ZERO;
    }
}
