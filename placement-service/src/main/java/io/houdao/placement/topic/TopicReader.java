package io.houdao.placement.topic;

import io.houdao.kit.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all partitions of one topic from the beginning, and then goes on as records arrive. Where Kafka is away it keeps
 * what it has and tries again.
 */
final class TopicReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 500;

    private final TopicListener listener;
    private final Consumers consumers;
    private final MalformedRecords malformed;
    private final Clock clock;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private Map<TopicPartition, Long> goal = Map.of();
    private boolean isStartRead;
    private volatile Instant asOf = Instant.MIN;
    private volatile boolean stopped;

    TopicReader(TopicListener listener, Consumers consumers, MalformedRecords malformed, Clock clock) {
        this.listener = listener;
        this.consumers = consumers;
        this.malformed = malformed;
        this.clock = clock;
    }

    TopicListener listener() {
        return listener;
    }

    /** Whether everything that was there at start has been read, and has taken effect. */
    boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    /** When it last knew that it had read everything; {@link Instant#MIN} before the first time. */
    Instant asOf() {
        return asOf;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped && !isDone()) {
            try (var consumer = consumers.newConsumer(listener.topic())) {
                read(consumer);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException e) {
                LOG.warnf("cannot read %s, trying again: %s", listener.topic(), e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.errorf(e, "reading %s failed, trying again", listener.topic());
                pause();
            }
        }
    }

    private boolean isDone() {
        return listener.endsWhenCaughtUp() && isCaughtUp();
    }

    private void read(Consumer<String, byte[]> consumer) {
        if (!assign(consumer)) {
            LOG.infof("waiting for topic %s", listener.topic());
            pause();
            return;
        }
        var checkAt = Instant.MIN;
        while (!stopped && !isDone()) {
            readBatch(consumer);
            if (!clock.instant().isBefore(checkAt)) {
                check(consumer);
                checkAt = clock.instant().plus(CHECK_EVERY);
            }
        }
    }

    private boolean assign(Consumer<String, byte[]> consumer) {
        @Nullable List<PartitionInfo> found = consumer.partitionsFor(listener.topic(), KAFKA_PATIENCE);
        if (found == null || found.isEmpty()) {
            return false;
        }
        var partitions = found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (goal.isEmpty()) {
            goal = consumer.endOffsets(partitions, KAFKA_PATIENCE);
        }
        seek(consumer, partitions);
        return true;
    }

    private void seek(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        if (next.isEmpty()) {
            consumer.seekToBeginning(partitions);
            listener.horizon()
                    .ifPresent(horizon ->
                            seekTo(consumer, partitions, clock.instant().minus(horizon)));
        } else {
            next.forEach(consumer::seek);
        }
    }

    private static void seekTo(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant start) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, start.toEpochMilli()));
        consumer.offsetsForTimes(times, KAFKA_PATIENCE)
                .forEach((TopicPartition partition, @Nullable OffsetAndTimestamp found) -> {
                    if (found != null) {
                        consumer.seek(partition, found.offset());
                    }
                });
    }

    private void readBatch(Consumer<String, byte[]> consumer) {
        var records = consumer.poll(POLL);
        for (var record : records) {
            Traces.follow(record, () -> read(record));
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        if (isStartRead && !records.isEmpty()) {
            listener.batchRead();
        }
        if (!isStartRead && reached(consumer, goal)) {
            listener.batchRead();
            isStartRead = true;
        }
        if (isStartRead && !isCaughtUp() && listener.isStartSettled()) {
            caughtUp.countDown();
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            listener.read(record.key(), record.value());
        } catch (RuntimeException e) {
            malformed.putAside(record, e);
        }
    }

    /*
     * The consumer's own idea of its lag stays at zero while no broker answers, so the end is asked for: an answer is
     * also the proof that Kafka is there.
     */
    private void check(Consumer<String, byte[]> consumer) {
        if (isCaughtUp()) {
            var asked = clock.instant();
            if (reached(consumer, consumer.endOffsets(consumer.assignment(), KAFKA_PATIENCE))) {
                asOf = asked;
            }
        }
    }

    private static boolean reached(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), KAFKA_PATIENCE) >= end.getValue());
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
