package io.houdao.profile.projection;

import io.houdao.contracts.Topics;
import io.houdao.kit.event.EventPublisher;
import io.houdao.kit.outbox.RelayThread;
import io.houdao.profile.projection.UnpublishedImports.Newcomer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Carries newcomers to Kafka, at least once and each before anything that follows: while one is on the way its row is held,
 * so that nobody can change or forget it, and whoever was changed before is not sent here at all but by the change. Replicas
 * share the work.
 */
@ApplicationScoped
class NewcomerRelay {

    private static final long ACK_SECONDS = 40;

    private final DataSource database;
    private final EventPublisher publisher;
    private final RelayThread thread = new RelayThread("imports", this::relay);

    NewcomerRelay(DataSource database, EventPublisher publisher) {
        this.database = database;
        this.publisher = publisher;
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
        var newcomers = UnpublishedImports.hold(connection, version);
        send(newcomers, version);
        return UnpublishedImports.sent(connection, version, newcomers.size());
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
