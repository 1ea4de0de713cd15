package io.houdao.benchmark.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Topics;
import io.houdao.local.Progress;
import io.houdao.local.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** campaign-service is killed while it lends, settles and takes back, and not a micro is lost, made or charged twice. */
class MoneySigkillTest {

    private static final int KILLS = 3;
    private static final Duration A_WHILE = Duration.ofMinutes(2);

    @Test
    void whateverItIsKilledInTheBooksAreRightToTheMicro() throws Exception {
        try (var till = Till.toKill(20, Progress.printing(System.out));
                var traffic = new Traffic(till, 4, 10)) {
            var books = new Books(till.suite());
            for (var kill = 0; kill < KILLS; kill++) {
                var settled = books.settled();
                var leases = traffic.leases();
                var returns = traffic.returns();
                await().atMost(A_WHILE)
                        .until(() -> books.settled() > settled + 200
                                && traffic.leases() > leases + 200
                                && traffic.returns() > returns + 200);
                till.suite().kill(Service.CAMPAIGN);
                assertRight(till, books);
                till.suite().start(Service.CAMPAIGN);
            }
            assertThat(exhaust(till, traffic)).isEqualTo(till.scarceMicros());
            traffic.stop();
            assertThat(traffic.failures()).as("requests cut off").isPositive();

            await().atMost(A_WHILE).until(() -> books.settled() == traffic.reported());
            assertThat(books.charged()).isEqualTo(traffic.reportedMicros());
            assertThat(books.fromExhaustion(till.scarceId())).isZero();
            assertRight(till, books);

            sayEverythingAgain(till, traffic.reported());
            till.suite().kill(Service.CAMPAIGN);
            till.suite().start(Service.CAMPAIGN);
            var marker = new Traffic(till, 1, 1);
            await().atMost(A_WHILE).until(() -> marker.reported() > 0);
            marker.stop();
            await().atMost(A_WHILE).until(() -> books.settled() == traffic.reported() + marker.reported());
            await().during(Duration.ofSeconds(8))
                    .atMost(A_WHILE)
                    .until(() -> books.charged() == traffic.reportedMicros() + marker.reportedMicros());
            assertThat(books.fromExhaustion(till.scarceId())).isZero();
            assertRight(till, books);
            marker.close();
        }
    }

    /** Two replicas promise one budget to its end at the same time; returns how much both together promised. */
    private static long exhaust(Till till, Traffic traffic) throws Exception {
        var replicas = Executors.newFixedThreadPool(2);
        try {
            var promised = 0L;
            for (var end : replicas.invokeAll(List.of(
                    new Spender(till, traffic, "replica-a", 7_001), new Spender(till, traffic, "replica-b", 9_973)))) {
                promised += end.get();
            }
            return promised;
        } finally {
            replicas.shutdown();
        }
    }

    private static void assertRight(Till till, Books books) throws Exception {
        assertThat(books.imbalance()).isZero();
        assertThat(books.unexplained()).isZero();
        assertThat(books.unleased()).isZero();
        assertThat(books.held()).isEqualTo(till.deposited());
    }

    /** Every event once more, on other partitions, as after a replay of the topic. */
    private static void sayEverythingAgain(Till till, long count) {
        var bootstrap = till.suite().kafkaBootstrap();
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            consumer.subscribe(List.of(Topics.EVENTS));
            for (var said = 0L; said < count; ) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    producer.send(new ProducerRecord<>(Topics.EVENTS, "again " + record.key(), record.value()));
                    said++;
                }
            }
            producer.flush();
        }
    }
}
