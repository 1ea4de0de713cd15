package io.houdao.benchmark.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.houdao.contracts.Topics;
import io.houdao.local.Progress;
import io.houdao.local.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** campaign-service is killed at each step that money takes, and not a micro is lost, made or charged twice. */
class MoneySigkillTest {

    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private static Till till;
    private static Books books;

    @BeforeAll
    static void open() throws Exception {
        till = Till.toKill(20, Progress.printing(System.out));
        books = new Books(till.suite());
    }

    @AfterAll
    static void close() {
        till.close();
    }

    /** Where in each step's transaction the service stands when it is killed, and what becomes of the transaction. */
    private enum Moment {
        BEFORE("before ", false),
        BOOKED("booked ", false),
        COMMITTING("committing ", false),
        COMMITTED_UNHEARD("committing ", true);

        private final String gate;
        private final boolean commits;

        Moment(String gate, boolean commits) {
            this.gate = gate;
            this.commits = commits;
        }

        /* What events cost is counted for reports in the same transaction, at last. */
        List<String> gates() {
            return Steps.ALL.stream()
                    .map(step -> this == COMMITTING && step.equals("SPEND") ? "before DELIVERY" : gate + step)
                    .toList();
        }
    }

    @Test
    void atWhicheverStepItIsKilledTheStepIsTakenWholeOrNotAtAllAndOnceInTheEnd() throws Exception {
        try (var gates = new Gates(till.suite());
                var traffic = new Traffic(till, 0, 1)) {
            for (var moment : Moment.values()) {
                killAt(moment, gates, traffic);
            }
        }
    }

    private static void killAt(Moment moment, Gates gates, Traffic traffic) throws Exception {
        try (var steps = new Steps(till, traffic)) {
            var paidIn = books.paidIn();
            var transfers = gates.number("select count(*) from transfer");
            gates.shut(moment.gates());
            steps.begin(gates);
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(gates.empty(moment.gates()))
                            .as("%s", moment)
                            .isEmpty());

            till.suite().kill(Service.CAMPAIGN);
            if (moment.commits) {
                gates.open();
            } else {
                gates.rollBack();
            }
            await().atMost(A_WHILE).until(gates::isQuiet);
            assertThat(gates.number("select count(*) from transfer") - transfers)
                    .as("%s", moment)
                    .isEqualTo(moment.commits ? Steps.BOOKING : 0);
            assertRight();

            till.suite().start(Service.CAMPAIGN);
            steps.repeat();
            await().atMost(A_WHILE)
                    .untilAsserted(() ->
                            assertThat(steps.wrong(gates)).as("%s", moment).isEmpty());
            assertThat(books.paidIn() - paidIn).isEqualTo(Steps.LATER);
            assertRight();
            await().atMost(A_WHILE).untilAsserted(() -> {
                var onAir = onAir();
                assertThat(onAir).containsAll(steps.onAir()).doesNotContainAnyElementsOf(steps.offAir());
            });
        }
    }

    @Test
    void killedWhileItLendsSettlesAndTakesBackAllAtOnceItChargesEachShowingOnce() throws Exception {
        var settledBefore = books.settled();
        var chargedBefore = books.charged();
        try (var traffic = new Traffic(till, 4, 10)) {
            await().atMost(A_WHILE)
                    .until(() ->
                            books.settled() > settledBefore + 200 && traffic.leases() > 200 && traffic.returns() > 200);
            till.suite().kill(Service.CAMPAIGN);
            assertRight();
            till.suite().start(Service.CAMPAIGN);
            assertThat(exhaust(traffic)).isEqualTo(till.scarceMicros());
            traffic.stop();
            assertThat(traffic.failures()).as("requests cut off").isPositive();

            await().atMost(A_WHILE).until(() -> books.settled() - settledBefore == traffic.reported());
            assertThat(books.charged() - chargedBefore).isEqualTo(traffic.reportedMicros());
            assertThat(books.fromExhaustion(till.scarceId())).isZero();
            assertRight();

            sayEverythingAgain(books.settled());
            await().atMost(A_WHILE).until(() -> unread() == 0);
            assertThat(books.settled() - settledBefore).isEqualTo(traffic.reported());
            assertThat(books.charged() - chargedBefore).isEqualTo(traffic.reportedMicros());
            assertThat(books.fromExhaustion(till.scarceId())).isZero();
            assertRight();
        }
    }

    /** Two replicas promise one budget to its end at the same time; returns how much both together promised. */
    private static long exhaust(Traffic traffic) throws Exception {
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

    private static void assertRight() throws Exception {
        assertThat(books.imbalance()).isZero();
        assertThat(books.unexplained()).isZero();
        assertThat(books.unleased()).isZero();
        assertThat(books.held()).isEqualTo(books.paidIn());
    }

    /** Every event once more, on other partitions, as after a replay of the topic. */
    private static void sayEverythingAgain(long count) {
        try (var consumer = consumer();
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", till.suite().kafkaBootstrap(), "acks", "all"),
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

    /** How many events the service has not finished yet. */
    private static long unread() throws Exception {
        try (var admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", till.suite().kafkaBootstrap()))) {
            var read = new HashMap<>(admin.listConsumerGroupOffsets("campaign-service")
                    .partitionsToOffsetAndMetadata()
                    .get());
            read.keySet().removeIf(partition -> !partition.topic().equals(Topics.EVENTS));
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            admin.describeTopics(List.of(Topics.EVENTS))
                    .allTopicNames()
                    .get()
                    .get(Topics.EVENTS)
                    .partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(Topics.EVENTS, partition.partition()), OffsetSpec.latest()));
            var unread = 0L;
            for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
                var position = read.get(end.getKey());
                unread += end.getValue().offset() - (position == null ? 0 : position.offset());
            }
            return unread;
        }
    }

    /** What placement-service would serve that starts now. */
    private static Set<UUID> onAir() {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(Topics.LINE_ITEMS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var onAir = new HashSet<UUID>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    var id = UUID.fromString(record.key());
                    if (record.value() == null) {
                        onAir.remove(id);
                    } else {
                        onAir.add(id);
                    }
                }
            }
            return onAir;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                till.suite().kafkaBootstrap(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
