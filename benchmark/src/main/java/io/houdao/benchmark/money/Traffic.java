package io.houdao.benchmark.money;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CampaignId;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.placement.SlotId;
import io.houdao.contracts.placement.TouchpointId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Replicas that borrow, show, and give back: each takes a batch of leases, has one billable event reported for each, and
 * returns what that left of the batch before.
 */
final class Traffic implements AutoCloseable {

    private static final long MOST_LEASED = 20_000;
    private static final Duration RETRY = Duration.ofMillis(100);

    private final Till till;
    private final int batch;
    private final ExecutorService replicas;
    private final KafkaProducer<String, byte[]> events;
    private final AtomicLong leases = new AtomicLong();
    private final AtomicLong returns = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong reported = new AtomicLong();
    private final AtomicLong reportedMicros = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean stopping;

    Traffic(Till till, int threads, int batch) {
        this.till = till;
        this.batch = batch;
        this.events = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        till.suite().kafkaBootstrap(),
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        5),
                new StringSerializer(),
                new ByteArraySerializer());
        this.replicas = Executors.newCachedThreadPool();
        for (var i = 0; i < threads; i++) {
            var replica = new Replica("replica-" + i, new Random(i));
            replicas.execute(replica);
        }
    }

    /** Leases granted, with more than nothing, since the start. */
    long leases() {
        return leases.get();
    }

    /** Leases given back. */
    long returns() {
        return returns.get();
    }

    /** Requests answered. */
    long calls() {
        return calls.get();
    }

    /** Requests that were not answered, or refused. */
    long failures() {
        return failures.get();
    }

    /** Billable events that Kafka has. */
    long reported() {
        return reported.get();
    }

    /** What they cost, in micros. */
    long reportedMicros() {
        return reportedMicros.get();
    }

    /** Lets every replica finish what it is at, and returns once Kafka has every event. */
    void stop() throws InterruptedException {
        stopping = true;
        replicas.shutdown();
        if (!replicas.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a replica does not end");
        }
        events.flush();
    }

    @Override
    public void close() {
        stopping = true;
        replicas.shutdownNow();
        events.close();
    }

    private final class Replica implements Runnable {

        private final String name;
        private final Random random;
        private final Api api;

        Replica(String name, Random random) {
            this.name = name;
            this.random = random;
            this.api = till.api(name, "service", Map.of());
        }

        @Override
        public void run() {
            var rests = List.<Map<String, Object>>of();
            while (!stopping) {
                try {
                    var granted = lease();
                    giveBack(rests);
                    rests = show(granted);
                } catch (IOException away) {
                    // What was asked and not answered may have been granted; it lapses. The books hold either way.
                    failures.incrementAndGet();
                    rests = List.of();
                    LockSupport.parkNanos(RETRY.toNanos());
                }
            }
        }

        private JsonNode lease() throws IOException {
            var requests = new ArrayList<Map<String, Object>>();
            for (var i = 0; i < batch; i++) {
                var id =
                        till.lineItemIds().get(random.nextInt(till.lineItemIds().size()));
                requests.add(Map.of("lineItemId", id, "amountMicros", 1 + random.nextLong(MOST_LEASED)));
            }
            var answer = api.post("/v1/budget-leases", Map.of("replica", name, "requests", requests));
            calls.incrementAndGet();
            return answer.path("leases");
        }

        private void giveBack(List<Map<String, Object>> rests) throws IOException {
            if (!rests.isEmpty()) {
                api.post("/v1/budget-leases/returns", Map.of("replica", name, "returns", rests));
                calls.incrementAndGet();
                returns.addAndGet(rests.size());
            }
        }

        /** Has an event reported for each lease, and answers what is left of each. */
        private List<Map<String, Object>> show(JsonNode granted) {
            var rests = new ArrayList<Map<String, Object>>();
            for (var lease : granted) {
                var micros = lease.path("grantedMicros").asLong();
                if (micros > 0) {
                    leases.incrementAndGet();
                    var price = 1 + random.nextLong(micros);
                    report(UUID.fromString(lease.path("lineItemId").asText()), price);
                    rests.add(Map.of("leaseId", lease.path("leaseId").asText(), "amountMicros", micros - price));
                }
            }
            return rests;
        }
    }

    /** Has one event reported that costs {@code price}. */
    void report(UUID lineItemId, long price) {
        var showing = showing(lineItemId, price);
        var now = Instant.now();
        var record = new ProducerRecord<>(
                Topics.EVENTS, showing.key(), Json.write(new ExperienceEvent.Impression(showing, now, now)));
        events.send(record, (metadata, failure) -> {
            if (failure == null) {
                reported.incrementAndGet();
                reportedMicros.addAndGet(price);
            }
        });
    }

    private static Showing showing(UUID lineItemId, long price) {
        return new Showing(
                new DecisionId(UUID.randomUUID()),
                Instant.now(),
                null,
                null,
                new TouchpointId("tv-launcher"),
                new SlotId("tv-launcher.boot"),
                Scene.of("home/entertainment"),
                new LineItemId(lineItemId),
                new CampaignId(lineItemId),
                new AdvertiserId(lineItemId),
                new CreativeId(lineItemId),
                PricingModel.CPM,
                price,
                1,
                0);
    }
}
