package io.houdao.benchmark.events;

import io.houdao.contracts.Json;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.local.LocalPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least that brings events from Kafka into a table where each is once: a plain consumer, and one multi-row insert a
 * batch, of what identifies an event and says where it belongs. No counts, no days, no dead letters, no metrics.
 */
final class BareCopy {

    private static final String TABLE = """
            create table bare_copy (
                decision_id uuid, kind text, decided_at timestamptz, occurred_at timestamptz,
                scene text, slot_id text, creative_id uuid, primary key (decision_id, kind, decided_at))""";

    private static final String INSERT = """
            insert into bare_copy select * from unnest(?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private BareCopy() {}

    /** Takes where Kafka is, the topic, the database, PostgreSQL's process, and the file for the result. */
    public static void main(String[] arguments) throws Exception {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", arguments[0], "group.id", "bare-copy", "max.poll.records", "5000");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var connection =
                        DriverManager.getConnection(arguments[2], LocalPostgres.USER, LocalPostgres.PASSWORD)) {
            connection.createStatement().execute(TABLE);
            connection.setAutoCommit(false);
            Files.writeString(
                    Path.of(arguments[4]), copy(consumer, arguments[1], connection, Long.parseLong(arguments[3])));
        }
    }

    private static String copy(
            KafkaConsumer<byte[], byte[]> consumer, String topic, Connection connection, long postgres)
            throws SQLException {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var all = ends.values().stream().mapToLong(Long::longValue).sum();
        var self = ProcessHandle.current().pid();
        var copied = 0L;
        var from = 0L;
        long began = 0;
        double process = 0;
        double ofPostgres = 0;
        while (copied < all) {
            copied += insert(consumer.poll(Duration.ofMillis(200)), connection);
            consumer.commitSync();
            if (began == 0 && copied >= all / 3) {
                began = System.nanoTime();
                from = copied;
                process = Processor.seconds(self);
                ofPostgres = Processor.secondsOfTree(postgres);
            }
        }
        return String.format(
                Locale.ROOT,
                "%d %f %f %f",
                copied - from,
                (System.nanoTime() - began) / 1e9,
                Processor.seconds(self) - process,
                Processor.secondsOfTree(postgres) - ofPostgres);
    }

    private static long insert(Iterable<ConsumerRecord<byte[], byte[]>> records, Connection connection)
            throws SQLException {
        var columns = new HashMap<String, List<Object>>();
        var copied = 0L;
        for (var record : records) {
            add(Json.read(record.value(), ExperienceEvent.class), columns);
            copied++;
        }
        if (copied > 0) {
            insert(columns, connection);
        }
        return copied;
    }

    private static void add(ExperienceEvent event, Map<String, List<Object>> columns) {
        var showing = event.showing();
        add(columns, "1 uuid", showing.decisionId().value());
        add(columns, "2 text", event.getClass().getSimpleName());
        add(columns, "3 timestamptz", showing.decidedAt().toString());
        add(columns, "4 timestamptz", event.occurredAt().toString());
        add(columns, "5 text", showing.scene().toString());
        add(columns, "6 text", showing.slotId().toString());
        add(columns, "7 uuid", showing.creativeId().value());
    }

    private static void add(Map<String, List<Object>> columns, String column, Object value) {
        columns.computeIfAbsent(column, none -> new ArrayList<>()).add(value);
    }

    private static void insert(Map<String, List<Object>> columns, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var column : columns.entrySet()) {
                var place = column.getKey().split(" ");
                statement.setArray(
                        Integer.parseInt(place[0]),
                        connection.createArrayOf(place[1], column.getValue().toArray()));
            }
            statement.executeUpdate();
        }
        connection.commit();
    }
}
