package io.houdao.placement.topic;

import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.local.LocalStackResource;
import io.houdao.placement.CampaignStandIn;
import io.houdao.placement.decision.candidates.Given;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(CampaignStandIn.class)
class TopicReadersTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject
    Consumers consumers;

    @Inject
    MalformedRecords malformed;

    @Test
    void notCaughtUpBeforeTheLastRecordThatWasThereHasBeenTaken() throws InterruptedException, ExecutionException {
        var last = tombstone();
        var held = new Holding(last);
        var readers =
                new TopicReaders(List.of(held), consumers, malformed, new SimpleMeterRegistry(), Clock.systemUTC());

        readers.start(null);

        assertThat(held.reached.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(readers.isCaughtUp()).isFalse();
        assertThat(readers.age(Topics.LINE_ITEMS)).isGreaterThan(Duration.ofDays(365));
        held.goOn.countDown();
        await().atMost(Duration.ofSeconds(60)).until(readers::isCaughtUp);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(readers.age(Topics.LINE_ITEMS)).isLessThan(Duration.ofMinutes(1)));
        readers.stop(null);
    }

    /** However old what it reads is: a replica that starts knows nothing else to hold against it. */
    @Test
    void aReplicaThatStartsIsNotCaughtUpBeforeItKnowsWhatWasSaidLastAndShowsNothingElse()
            throws InterruptedException, ExecutionException {
        var place = "touchpoint-" + UUID.randomUUID();
        var item = aLineItem().house().on(place);
        var old = Json.write(item.live());
        var other = aLineItem().on(place);
        send(item.id(), Json.write(item.version(2).live()));
        send(other.id(), Json.write(other.live()));
        send(item.id(), old);
        var campaign = new CampaignStandIn();
        campaign.deny(old);
        campaign.beforeConfirming(() -> {
            throw new IllegalStateException("away");
        });
        var meters = new SimpleMeterRegistry();
        var lineItems = Given.live();
        var listener = Given.reading(campaign.start().get("houdao.campaign.url"), lineItems, meters);
        var readers = new TopicReaders(List.of(listener), consumers, malformed, meters, Clock.systemUTC());

        readers.start(null);

        await().atMost(LIMIT)
                .until(() -> meters.counter("houdao.confirmations.failures").count() > 0);
        assertThat(readers.isCaughtUp()).isFalse();
        assertThat(lineItems.size()).isZero();
        campaign.beforeConfirming(() -> {});
        await().atMost(LIMIT).until(readers::isCaughtUp);
        assertThat(lineItems.of(List.of(other.id()))).hasSize(1);
        assertThat(lineItems.of(List.of(item.id()))).as("the newest of its key").isEmpty();
        readers.stop(null);
        campaign.stop();
        send(item.id(), null);
        send(other.id(), null);
    }

    /** Of a line item that never was: whoever reads it has nothing to forget. */
    private static String tombstone() throws InterruptedException, ExecutionException {
        var id = new LineItemId(UUID.randomUUID());
        send(id, null);
        return id.toString();
    }

    private static void send(LineItemId id, byte[] value) throws InterruptedException, ExecutionException {
        var settings = Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.LINE_ITEMS, id.toString(), value))
                    .get();
        }
    }

    /** Stops at one record until it may go on. */
    private static final class Holding implements TopicListener {

        private final String heldKey;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        Holding(String heldKey) {
            this.heldKey = heldKey;
        }

        @Override
        public String topic() {
            return Topics.LINE_ITEMS;
        }

        @Override
        public void read(String key, byte[] value) {
            if (key.equals(heldKey)) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
