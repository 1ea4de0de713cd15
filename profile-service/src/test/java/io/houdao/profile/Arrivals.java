package io.houdao.profile;

import static org.awaitility.Awaitility.await;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.GraphEvent;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.local.LocalStackResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads a topic from its beginning, as any other service would. */
public final class Arrivals implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new HashMap<>();

    private Arrivals(String topic) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                LocalStackResource.kafkaBootstrap(),
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new org.apache.kafka.common.TopicPartition(topic, partition.partition()))
                .toList());
    }

    public static Arrivals ofProjections() {
        return of(Topics.PROJECTIONS);
    }

    public static Arrivals ofGraph() {
        return of(Topics.GRAPH);
    }

    /** Waits until {@code count} changes of the graph have {@code person} as theirs; in the order of their versions. */
    public List<GraphEvent> awaitGraph(UUID person, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> of(person).size() >= count);
        return received(person).stream()
                .map(record -> Json.read(record.value(), GraphEvent.class))
                .sorted(Comparator.comparing(GraphEvent::version))
                .toList();
    }

    public static Arrivals of(String topic) {
        return new Arrivals(topic);
    }

    /** All records for {@code key} that arrive by now, in order. */
    public List<ConsumerRecord<String, byte[]>> of(Object key) {
        poll();
        return received(key);
    }

    /** All records for {@code key} that arrived at the last poll or before, in order. */
    public List<ConsumerRecord<String, byte[]>> received(Object key) {
        return byKey.getOrDefault(onTheTopic(key), List.of());
    }

    /** People go by their pseudonyms there. */
    private static String onTheTopic(Object key) {
        return key instanceof UUID person ? ProfileDriver.pseudonym(person).toString() : key.toString();
    }

    /** Takes what has arrived. */
    public void poll() {
        consumer.poll(Duration.ofMillis(100))
                .forEach(record -> byKey.computeIfAbsent(String.valueOf(record.key()), any -> new ArrayList<>())
                        .add(record));
    }

    /** Everything that arrived at the last poll or before. */
    public Stream<ConsumerRecord<String, byte[]>> all() {
        return byKey.values().stream().flatMap(List::stream);
    }

    /** Publishes what another service would; returns once it is there. */
    public static void send(String topic, String key, byte[] value) {
        var settings = Map.<String, Object>of("bootstrap.servers", LocalStackResource.kafkaBootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    /** Waits until the newest projection of {@code person} is as wanted. */
    public PersonProjection awaitProjection(UUID person, Predicate<PersonProjection> wanted) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var newest = newest(person);
            return newest != null && newest.value() != null && wanted.test(read(newest));
        });
        return read(newest(person));
    }

    /** Waits until the newest record of {@code person} is a tombstone. */
    public ConsumerRecord<String, byte[]> awaitTombstone(UUID person) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var newest = newest(person);
            return newest != null && newest.value() == null;
        });
        return newest(person);
    }

    /** The tags on one surface, such as {@code rice-texture:soft}; empty where there is no such surface. */
    public static List<String> tagsOn(String surface, PersonProjection projection) {
        var found = projection.surfaces().get(new DeviceKind(surface));
        return found == null
                ? List.of()
                : found.tags().stream().map(tag -> tag.tag().toString()).toList();
    }

    public static PersonProjection read(ConsumerRecord<String, byte[]> record) {
        return Json.read(record.value(), PersonProjection.class);
    }

    private ConsumerRecord<String, byte[]> newest(UUID person) {
        var records = of(person);
        return records.isEmpty() ? null : records.get(records.size() - 1);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
