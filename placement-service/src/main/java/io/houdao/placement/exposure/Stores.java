package io.houdao.placement.exposure;

import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Chooses the serving store, and has it let go of what is old. */
final class Stores {

    @Produces
    @Singleton
    ServingStore store(StoreSettings settings, SharedRedis redis, Clock clock) {
        var heap = new HeapServingStore(clock);
        return redis.isThere()
                ? new RedisServingStore(redis, heap, settings.patience(), RedisServingStore.LONGEST_TURN, clock)
                : heap;
    }

    @Produces
    @Singleton
    SharedRedis redis(StoreSettings settings, Vertx vertx) {
        return new SharedRedis(vertx, settings.url().orElse(null), connection -> secure(connection, settings));
    }

    /** Shows the store this replica's certificate, and believes the store only under its own name. */
    static void secure(NetClientOptions connection, StoreSettings settings) {
        connection.setHostnameVerificationAlgorithm("HTTPS");
        settings.caFile().ifPresent(file -> connection.setTrustOptions(new PemTrustOptions().addCertPath(file)));
        settings.certificateFile()
                .ifPresent(
                        file -> connection.setKeyCertOptions(
                                new PemKeyCertOptions()
                                        .addCertPath(file)
                                        .addKeyPath(
                                                settings.keyFile()
                                                        .orElseThrow(
                                                                () -> new IllegalArgumentException(
                                                                        "houdao.serving-store.certificate-file needs houdao.serving-store.key-file")))));
    }

    void close(@Disposes SharedRedis redis) {
        redis.close();
    }

    /** Keeps the store small. */
    @Singleton
    static final class Tidying {

        private final ServingStore store;

        Tidying(ServingStore store) {
            this.store = store;
        }

        @Scheduled(every = "1h", delayed = "1h")
        void forgetOld() {
            store.forgetOld();
        }
    }
}
