package io.houdao.endtoend.fault;

import static io.houdao.local.Service.FEEDBACK;

import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.story.Account;
import io.houdao.local.LocalPostgres;
import io.houdao.local.Service;
import io.houdao.local.Suite;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** A database is lost and put back from a copy of an earlier moment, as docs/operations.md tells it. */
class RestoreTest {

    private static final int PEOPLE = 10;
    private static final List<String> GROUPS = List.of("feedback-service", "feedback-service-decisions");

    private final SharedSuite shared = SharedSuite.running();
    private final Suite suite = shared.suite();
    private final Account account = Account.open(suite, shared.drivers(), PEOPLE);

    @Test
    void whatWasCountedAfterTheCopyIsReadFromKafkaAndCountedOnce() throws Exception {
        show();
        var copied = Instant.now();
        copy();
        show();
        account.assertExact();

        suite.stop(FEEDBACK);
        putBack();
        readFrom(copied);
        suite.start(FEEDBACK);

        account.assertExact();
    }

    private void show() {
        account.promise(shared.drivers().placement());
        account.promise(shared.drivers().placement());
        account.tellAll();
    }

    /* PostgreSQL copies a database that nobody is connected to; the service connects again. */
    private void copy() throws SQLException {
        administer(
                "alter database feedback allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'feedback'",
                "create database feedback_copy template feedback",
                "alter database feedback allow_connections true");
    }

    private void putBack() throws SQLException {
        administer("drop database feedback with (force)", "alter database feedback_copy rename to feedback");
    }

    private void administer(String... statements) throws SQLException {
        var url = suite.databaseUrl(Service.FEEDBACK).replaceFirst("/feedback$", "/postgres");
        try (var connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }

    /* kafka-consumer-groups.sh --reset-offsets --to-datetime does the same. */
    private void readFrom(Instant moment) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", suite.kafkaBootstrap()))) {
            for (var group : GROUPS) {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                var found = admin.listOffsets(committed.keySet().stream()
                                .collect(Collectors.toMap(
                                        partition -> partition,
                                        partition -> OffsetSpec.forTimestamp(moment.toEpochMilli()))))
                        .all()
                        .get();
                found.values().removeIf(first -> first.offset() < 0);
                admin.alterConsumerGroupOffsets(
                                group,
                                found.entrySet().stream()
                                        .collect(Collectors.toMap(
                                                Map.Entry::getKey,
                                                first -> new OffsetAndMetadata(
                                                        first.getValue().offset()))))
                        .all()
                        .get();
            }
        }
    }
}
