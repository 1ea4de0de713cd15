package io.houdao.campaign.publishing;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads {@code campaign.line-items}, which this service alone writes, and finds what is not its own. */
@ApplicationScoped
class CatalogueListener {

    private static final Logger LOG = Logger.getLogger(CatalogueListener.class);
    private static final long PAUSE_MILLIS = 500;
    private static final int MOST_NAMED = 10;

    private final CatalogueCheck check;
    private final Counter foreign;
    private final CountDownLatch stopping = new CountDownLatch(1);

    CatalogueListener(CatalogueCheck check, MeterRegistry meters) {
        this.check = check;
        this.foreign = meters.counter("houdao.catalogue.foreign");
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /* The offset is committed after the transaction; a repeat after a crash in between changes nothing. */
    @Incoming("line-items")
    @Blocking
    void said(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        records.forEach(all::add);
        while (!isChecked(all)) {
            if (stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new CancellationException("the service stops");
            }
        }
    }

    /* Whatever fails, fails because the database or Kafka is away or busy: nothing that a record holds makes it fail. */
    private boolean isChecked(List<ConsumerRecord<String, byte[]>> records) {
        try {
            report(check.check(records));
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("%d records of the catalogue wait to be checked: %s", records.size(), e.getMessage());
            return false;
        }
    }

    /* By their places: a key that is not this service's may be anything. */
    private void report(List<ConsumerRecord<String, byte[]>> strange) {
        if (!strange.isEmpty()) {
            foreign.increment(strange.size());
            LOG.warnf(
                    "%d records of the catalogue are not what this service said last, and what holds is said again: %s",
                    strange.size(),
                    strange.stream()
                            .limit(MOST_NAMED)
                            .map(record -> record.topic() + "-" + record.partition() + "@" + record.offset())
                            .collect(joining(", ")));
        }
    }
}
