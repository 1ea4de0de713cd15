package io.houdao.local;

import io.houdao.contracts.placement.Receipts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one throw-away stack of a JVM: started when first asked for, gone when the JVM ends.
 *
 * <p>Only {@link LocalStackResource} uses it, and always through the system class loader.
 */
final class Throwaway {

    private static @Nullable Map<String, String> settings;

    private Throwaway() {}

    /** The Quarkus settings that connect a service with the stack. */
    static synchronized Map<String, String> settings() {
        if (settings == null) {
            settings = start();
        }
        return settings;
    }

    private static Map<String, String> start() {
        var thread = Thread.currentThread();
        var contextLoader = thread.getContextClassLoader();
        // Kafka loads its plug-ins, and its threads theirs, through the context class loader.
        thread.setContextClassLoader(Throwaway.class.getClassLoader());
        try {
            var directory = Files.createTempDirectory("houdao-test-");
            var postgres = LocalPostgres.throwaway(directory.resolve("postgresql"));
            var kafka = LocalKafka.throwaway(directory.resolve("kafka"));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(postgres, kafka, directory), "throw-away stack"));
            return settings(postgres, kafka, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL and Kafka for tests", e);
        } finally {
            thread.setContextClassLoader(contextLoader);
        }
    }

    private static Map<String, String> settings(LocalPostgres postgres, LocalKafka kafka, Path directory)
            throws IOException {
        var issuer = LocalIssuer.in(directory);
        var keyset = directory.resolve("receipt-keyset.json");
        Secrets.write(keyset, Receipts.newKeyset());
        System.setProperty(LocalStackResource.KEYS, directory.toString());
        System.setProperty(LocalStackResource.KAFKA, kafka.bootstrap());
        // The key itself, not its place: Quarkus makes one up for tests unless it sees this while it builds, and a
        // key wins over a place.
        return Map.of(
                "quarkus.datasource.jdbc.url", postgres.database("test"),
                "quarkus.datasource.username", LocalPostgres.USER,
                "quarkus.datasource.password", LocalPostgres.PASSWORD,
                "kafka.bootstrap.servers", kafka.bootstrap(),
                "mp.jwt.verify.publickey", Files.readString(issuer.publicKeyFile()),
                "mp.jwt.verify.issuer", LocalIssuer.ISSUER,
                "houdao.receipt.keyset-file", keyset.toString(),
                "houdao.service-token", issuer.token("test", Set.of("service"), Map.of(), LocalIssuer.LONG));
    }

    private static void stop(LocalPostgres postgres, LocalKafka kafka, Path directory) {
        kafka.close();
        postgres.close();
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
