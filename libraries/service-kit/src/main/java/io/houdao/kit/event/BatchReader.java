package io.houdao.kit.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Gets batches of records through, come what may. A record that cannot be processed goes to the dead-letter topic, alone:
 * where it is not known which one it is, halves are tried until it is. Where the database or Kafka is away, the batch
 * waits, and nothing is skipped.
 */
@ApplicationScoped
public class BatchReader {

    private static final Logger LOG = Logger.getLogger(BatchReader.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long ACK_SECONDS = 40;

    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    BatchReader(DeadLetters deadLetters, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /**
     * Returns once every record is either stored or a dead letter.
     *
     * @param deadLetterTopic where records go that cannot be processed
     * @param read makes a row of a record's value, or throws
     * @param store keeps rows in one transaction, or throws and keeps none of them
     * @throws CancellationException where the service stops first: the records will be delivered again
     */
    public <T> void read(
            Iterable<ConsumerRecord<String, byte[]>> records,
            String deadLetterTopic,
            Function<byte[], T> read,
            Consumer<List<T>> store) {
        var entries = new ArrayList<Entry<T>>();
        for (var record : records) {
            try {
                entries.add(new Entry<>(record, read.apply(value(record))));
            } catch (RuntimeException e) {
                bury(record, deadLetterTopic, e);
            }
        }
        store(entries, deadLetterTopic, store);
    }

    private static byte[] value(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("the record has no value, and this topic knows no tombstones");
        }
        return record.value();
    }

    private <T> void store(List<Entry<T>> entries, String deadLetterTopic, Consumer<List<T>> store) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            storeOncePossible(entries.stream().map(Entry::row).toList(), store);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            mustGoOn();
            if (entries.size() == 1) {
                bury(entries.get(0).record(), deadLetterTopic, e);
            } else {
                store(entries.subList(0, entries.size() / 2), deadLetterTopic, store);
                store(entries.subList(entries.size() / 2, entries.size()), deadLetterTopic, store);
            }
        }
    }

    private <T> void storeOncePossible(List<T> rows, Consumer<List<T>> store) {
        while (true) {
            try {
                store.accept(rows);
                return;
            } catch (RuntimeException e) {
                if (!willPass(e)) {
                    throw e;
                }
                LOG.warnf("%d records wait: %s", rows.size(), e.getMessage());
                pause();
            }
        }
    }

    /** Whether the same might succeed later: everything that is not about the data itself (SQLSTATE 22 and 23). */
    private static boolean willPass(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return state == null || !(state.startsWith("22") || state.startsWith("23"));
            }
            if (cause instanceof RollbackException || cause instanceof SystemException) {
                return true;
            }
        }
        return false;
    }

    private void bury(ConsumerRecord<String, byte[]> record, String deadLetterTopic, RuntimeException reason) {
        LOG.warnf(
                "%s-%d@%d goes to the dead-letter topic: %s",
                record.topic(), record.partition(), record.offset(), reason.getMessage());
        while (!buried(record, deadLetterTopic, reason)) {
            pause();
        }
        meters.counter("houdao.dead.letters", "topic", record.topic()).increment();
    }

    private boolean buried(ConsumerRecord<String, byte[]> record, String deadLetterTopic, RuntimeException reason) {
        try {
            deadLetters
                    .add(record, deadLetterTopic, reason)
                    .toCompletableFuture()
                    .get(ACK_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("a dead letter waits: %s", e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Towards the end of a service everything fails, whatever the records say: they are for the next one to judge. */
    private void mustGoOn() {
        if (stopping.getCount() == 0) {
            throw new CancellationException("the service stops");
        }
    }

    private void pause() {
        try {
            if (stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new CancellationException("the service stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private record Entry<T>(ConsumerRecord<String, byte[]> record, T row) {}
}
