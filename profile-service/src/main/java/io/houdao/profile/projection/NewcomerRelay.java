package io.houdao.profile.projection;

import static java.util.stream.Collectors.toMap;

import io.houdao.contracts.Topics;
import io.houdao.kit.event.EventPublisher;
import io.houdao.kit.outbox.RelayThread;
import io.houdao.profile.projection.Published.Row;
import io.houdao.profile.projection.UnpublishedImports.Newcomer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Carries newcomers to Kafka, at least once and each before anything that follows: while one is on the way its row is held,
 * so that nobody can change or forget it, and whoever was changed before is not sent here at all but by the change. Replicas
 * share the work.
 */
@ApplicationScoped
class NewcomerRelay {

    private static final long ACK_SECONDS = 40;

    /** Of transactions: an import holds off while fewer wait. */
    private static final int MOST_REMEMBERED = 8;

    private final DataSource database;
    private final EventPublisher publisher;
    /** What was written here a moment ago, by version: it need not be read again. What is not in here is in the database. */
    private final Map<Long, Map<UUID, Newcomer>> written = new LinkedHashMap<>();

    private final RelayThread thread = new RelayThread("imports", this::relay);

    NewcomerRelay(DataSource database, EventPublisher publisher) {
        this.database = database;
        this.publisher = publisher;
    }

    /** Keeps in memory what {@code rows}, all of one version, are about to publish. */
    void remember(long version, List<Row> rows) {
        var byPerson = rows.stream()
                .collect(
                        toMap(Row::personId, row -> new Newcomer(row.pseudonym().value(), row.body())));
        synchronized (written) {
            written.put(version, byPerson);
            if (written.size() > MOST_REMEMBERED) {
                written.remove(written.keySet().iterator().next());
            }
        }
    }

    private @Nullable Map<UUID, Newcomer> remembered(long version) {
        synchronized (written) {
            return written.remove(version);
        }
    }

    void wake() {
        thread.wake();
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.stop();
    }

    /** Carries the newcomers of one transaction; false if there were none, or not all of them could be sent. */
    boolean relay() {
        return QuarkusTransaction.requiringNew().timeout(60).call(() -> {
            try (var connection = database.getConnection()) {
                var version = UnpublishedImports.take(connection);
                return version.isPresent() && relay(connection, version.getAsLong());
            }
        });
    }

    private boolean relay(Connection connection, long version) throws Exception {
        var newcomers = hold(connection, version);
        send(newcomers, version);
        return UnpublishedImports.sent(connection, version, newcomers.size());
    }

    private List<Newcomer> hold(Connection connection, long version) throws SQLException {
        var remembered = remembered(version);
        if (remembered == null) {
            return UnpublishedImports.hold(connection, version);
        }
        return UnpublishedImports.holdKnown(connection, version).stream()
                .map(remembered::get)
                .map(Objects::requireNonNull)
                .toList();
    }

    private void send(List<Newcomer> newcomers, long version) throws Exception {
        var sent = newcomers.stream()
                .map(one -> publisher.publish(
                        eventId(one, version),
                        Topics.PROJECTIONS,
                        one.pseudonym().toString(),
                        Projections.PUBLISHED,
                        one.body()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).get(ACK_SECONDS, TimeUnit.SECONDS);
    }

    /** The same each time it is sent. */
    private static UUID eventId(Newcomer newcomer, long version) {
        var key = newcomer.pseudonym();
        return new UUID(key.getMostSignificantBits(), key.getLeastSignificantBits() ^ version);
    }
}
