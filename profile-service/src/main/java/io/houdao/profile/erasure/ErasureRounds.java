package io.houdao.profile.erasure;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.ErasureEvent.Requested;
import io.houdao.contracts.profile.PersonId;
import io.houdao.kit.event.EventPublisher;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the other services to forget people: first once the tombstone of the projection is in Kafka, again every hour until
 * all have confirmed, and a last time when no receipt with the pseudonym can be valid any more. An hour after that the
 * pseudonym is forgotten here too, and nothing is left but the certificate.
 */
@ApplicationScoped
class ErasureRounds {

    private static final String REQUESTED = "io.houdao.profile.erasure.requested";
    private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);
    private static final int BATCH = 100;
    private static final int ACK_SECONDS = 40;

    private final DataSource database;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Duration lastRoundAfter;

    ErasureRounds(
            DataSource database,
            EventPublisher publisher,
            Clock clock,
            @ConfigProperty(name = "houdao.erasure.last-round-after") Duration lastRoundAfter) {
        this.database = database;
        this.publisher = publisher;
        this.clock = clock;
        this.lastRoundAfter = lastRoundAfter;
    }

    @Scheduled(every = "${houdao.erasure.rounds-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void ask() throws Exception {
        var now = clock.instant();
        try (var connection = database.getConnection()) {
            close(connection, now);
            var requests = due(connection, now);
            if (!requests.isEmpty()) {
                publish(requests);
                asked(connection, requests, now);
            }
        }
    }

    /** Returns once all are in Kafka. */
    private void publish(List<Requested> requests) throws Exception {
        var sent = requests.stream()
                .map(request -> publisher.publish(
                        UUID.randomUUID(),
                        Topics.ERASURES,
                        request.erasureId().toString(),
                        REQUESTED,
                        Json.write(request)))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).get(ACK_SECONDS, TimeUnit.SECONDS);
    }

    private List<Requested> due(Connection connection, Instant now) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, pseudonym, device_ids, erased_at from erasure
                where pseudonym is not null
                  and (asked_at is null
                       or completed_at is null and asked_at < ?
                       or erased_at < ? and asked_at < erased_at + ? * interval '1 second')
                  and not exists (select 1 from outbox where topic = ? and key = pseudonym::text)
                order by erased_at limit ? for update skip locked""")) {
            select.setObject(1, timestamp(now.minus(ASK_AGAIN_AFTER)));
            select.setObject(2, timestamp(now.minus(lastRoundAfter)));
            select.setLong(3, lastRoundAfter.toSeconds());
            select.setString(4, Topics.PROJECTIONS);
            select.setInt(5, BATCH);
            try (var rows = select.executeQuery()) {
                var requests = new ArrayList<Requested>();
                while (rows.next()) {
                    requests.add(request(rows));
                }
                return requests;
            }
        }
    }

    private static Requested request(ResultSet row) throws SQLException {
        var devices = Arrays.stream((UUID[]) row.getArray(3).getArray()).map(DeviceId::new);
        return new Requested(
                row.getObject(1, UUID.class),
                new PersonId(row.getObject(2, UUID.class)),
                devices.collect(Collectors.toSet()),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    private static void asked(Connection connection, List<Requested> requests, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("update erasure set asked_at = ? where id = any (?)")) {
            update.setObject(1, timestamp(now));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", requests.stream().map(Requested::erasureId).toArray()));
            update.executeUpdate();
        }
    }

    private void close(Connection connection, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("""
                update erasure set pseudonym = null, device_ids = '{}'
                where pseudonym is not null and completed_at is not null
                  and asked_at >= erased_at + ? * interval '1 second' and asked_at < ?""")) {
            update.setLong(1, lastRoundAfter.toSeconds());
            update.setObject(2, timestamp(now.minus(ASK_AGAIN_AFTER)));
            update.executeUpdate();
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
