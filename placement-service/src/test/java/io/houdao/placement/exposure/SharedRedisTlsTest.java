package io.houdao.placement.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.placement.RealRedis;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis over TLS: replica and store believe each other by certificates only. */
class SharedRedisTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ECHO = "return ARGV[1]";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private static RealRedis redis;
    private static NetServer door;

    /** The same redis-server, behind a door that speaks TLS and asks who comes. */
    @BeforeAll
    static void start() throws Exception {
        makeCertificate("store", "san=dns:localhost");
        makeCertificate("replica", "san=dns:placement-service");
        makeCertificate("elsewhere", "san=dns:elsewhere");
        redis = new RealRedis();
        door = open("store");
    }

    @AfterAll
    static void stop() {
        done(door.close());
        redis.close();
    }

    @Test
    void aReplicaWithItsCertificateReadsAndWrites() {
        try (var shared = shared(door, settings("store", "replica"))) {
            assertThat(shared.call(ECHO, List.of(), List.of("seen"), PATIENCE)).hasToString("seen");
        }
    }

    @Test
    void whoHasNoCertificateIsTurnedAway() {
        try (var shared = shared(door, settings("store", null))) {
            assertThatThrownBy(() -> shared.call(ECHO, List.of(), List.of("seen"), PATIENCE))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void aStoreThatNobodyVouchesForIsNotTold() {
        try (var shared = shared(door, settings("elsewhere", "replica"))) {
            assertThatThrownBy(() -> shared.call(ECHO, List.of(), List.of("seen"), PATIENCE))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void aStoreUnderAnotherNameIsNotTold() throws Exception {
        var other = open("elsewhere");
        try (var shared = shared(other, settings("elsewhere", "replica"))) {
            assertThatThrownBy(() -> shared.call(ECHO, List.of(), List.of("seen"), PATIENCE))
                    .isInstanceOf(StoreUnavailable.class);
        } finally {
            done(other.close());
        }
    }

    private static SharedRedis shared(NetServer door, StoreSettings settings) {
        return new SharedRedis(
                redis.vertx(),
                "rediss://localhost:" + door.actualPort(),
                connection -> Stores.secure(connection, settings));
    }

    private static NetServer open(String name) throws Exception {
        var options = new NetServerOptions()
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(path(name, "crt")).addKeyPath(path(name, "key")))
                .setTrustOptions(new PemTrustOptions().addCertPath(path("replica", "crt")));
        var behind = redis.vertx().createNetClient();
        var port = Integer.parseInt(redis.url().replaceAll(".*:", ""));
        return done(redis.vertx()
                .createNetServer(options)
                .connectHandler(outside -> {
                    outside.pause();
                    behind.connect(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                            .onSuccess(inside -> {
                                outside.pipeTo(inside);
                                inside.pipeTo(outside);
                            });
                })
                .listen(0, "localhost"));
    }

    private static <T> T done(io.vertx.core.Future<T> future) {
        CompletionStage<T> stage = future.toCompletionStage();
        return stage.toCompletableFuture().join();
    }

    private static StoreSettings settings(String ca, String own) {
        return new StoreSettings() {
            @Override
            public Optional<String> url() {
                return Optional.empty();
            }

            @Override
            public Optional<String> caFile() {
                return Optional.of(path(ca, "crt"));
            }

            @Override
            public Optional<String> certificateFile() {
                return Optional.ofNullable(own).map(name -> path(name, "crt"));
            }

            @Override
            public Optional<String> keyFile() {
                return Optional.ofNullable(own).map(name -> path(name, "key"));
            }

            @Override
            public Duration patience() {
                return PATIENCE;
            }
        };
    }

    private static String path(String name, String kind) {
        return folder.resolve(name + "." + kind).toString();
    }

    private static void makeCertificate(String name, String extension) throws Exception {
        var keystore = folder.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var exit = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        var store = KeyStore.getInstance(keystore.toFile(), PASSWORD);
        write(name, "crt", "CERTIFICATE", store.getCertificate(name).getEncoded());
        write(name, "key", "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
    }

    private static void write(String name, String kind, String what, byte[] der) throws IOException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                Path.of(path(name, kind)), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
    }
}
