package io.houdao.placement.topic;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts a reader for every {@link TopicListener}, and knows how far each has come. */
@Singleton
public class TopicReaders {

    private static final long CLOSING_MILLIS = 1_000;

    private final List<TopicReader> readers;
    private final Map<String, TopicReader> byTopic;
    private final List<TopicReader> again = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Consumers consumers;
    private final MalformedRecords malformed;
    private final Clock clock;

    TopicReaders(
            @All List<TopicListener> listeners,
            Consumers consumers,
            MalformedRecords malformed,
            MeterRegistry meters,
            Clock clock) {
        this.consumers = consumers;
        this.malformed = malformed;
        this.clock = clock;
        this.readers = listeners.stream()
                .map(listener -> new TopicReader(listener, consumers, malformed, clock))
                .toList();
        this.byTopic = readers.stream()
                .collect(toUnmodifiableMap(reader -> reader.listener().topic(), identity(), (first, second) -> first));
        readers.forEach(reader -> Gauge.builder("houdao.topic.age", reader, this::ageSeconds)
                .tag("topic", reader.listener().topic())
                .baseUnit("seconds")
                .register(meters));
    }

    /** Whether everything that was there when the service started has been read. */
    public boolean isCaughtUp() {
        return readers.stream().allMatch(TopicReader::isCaughtUp);
    }

    /** Whether everything of {@code topic} that was there when the service started has been read. */
    public boolean isCaughtUp(String topic) {
        return of(topic).isCaughtUp();
    }

    /** How long ago it was last certain that everything of {@code topic} had been read; very long before the first time. */
    public Duration age(String topic) {
        return age(of(topic));
    }

    /** {@link #age(String)} of each topic that goes on being read, by topic. */
    public Map<String, Duration> ages() {
        var ages = new TreeMap<String, Duration>();
        readers.stream()
                .filter(reader -> !reader.listener().endsWhenCaughtUp())
                .forEach(reader -> ages.put(reader.listener().topic(), age(reader)));
        return ages;
    }

    /** Reads once more all that is on a topic, whose listener must end when it is caught up. Returns when that is done. */
    public void readAgain(String topic) {
        var reader = new TopicReader(of(topic).listener(), consumers, malformed, clock);
        again.add(reader);
        reader.run();
        again.remove(reader);
    }

    private TopicReader of(String topic) {
        return Objects.requireNonNull(byTopic.get(topic), topic);
    }

    private Duration age(TopicReader reader) {
        var asOf = reader.asOf();
        return asOf.equals(Instant.MIN) ? Duration.ofDays(3650) : Duration.between(asOf, clock.instant());
    }

    private double ageSeconds(TopicReader reader) {
        return age(reader).toMillis() / 1000.0;
    }

    void start(@Observes StartupEvent started) {
        var catalogue = readers.stream()
                .filter(reader -> !reader.listener().needsCatalogue())
                .toList();
        catalogue.forEach(this::start);
        readers.stream()
                .filter(reader -> reader.listener().needsCatalogue())
                .forEach(reader -> start(() -> runAfter(catalogue, reader), reader));
    }

    private void start(TopicReader reader) {
        start(reader, reader);
    }

    private void start(Runnable work, TopicReader reader) {
        var thread = new Thread(work, "reads-" + reader.listener().topic());
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private static void runAfter(List<TopicReader> first, TopicReader reader) {
        try {
            for (var earlier : first) {
                earlier.awaitCaughtUp();
            }
            reader.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /* A consumer that is interrupted cannot say goodbye, so each gets the time of a poll to see that it is over. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        readers.forEach(TopicReader::stop);
        again.forEach(TopicReader::stop);
        for (var thread : threads) {
            thread.join(CLOSING_MILLIS);
            thread.interrupt();
        }
    }
}
