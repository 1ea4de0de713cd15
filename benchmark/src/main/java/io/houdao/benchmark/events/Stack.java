package io.houdao.benchmark.events;

import io.houdao.benchmark.UsageError;
import io.houdao.contracts.placement.Receipts;
import io.houdao.local.LocalIssuer;
import io.houdao.local.LocalKafka;
import io.houdao.local.LocalPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Kafka in this process, PostgreSQL and feedback-service in theirs. */
final class Stack implements AutoCloseable {

    /** The same for the service and for what it is compared with. */
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private static final int START_SECONDS = 180;

    private final Path directory;
    private final int postgresPort = freePort();
    private final int httpPort = freePort();
    private final LocalKafka kafka;
    private final LocalIssuer issuer;
    private final Receipts receipts;
    private final Path jar;
    private final Map<String, String> environment;
    private Process service;
    private LocalPostgres postgres;

    Stack(Path directory, Path jar) throws IOException, InterruptedException {
        this.directory = directory;
        this.jar = jar;
        this.kafka = LocalKafka.throwaway(directory.resolve("kafka"));
        this.postgres = LocalPostgres.durable(directory.resolve("postgresql"), postgresPort);
        postgres.database("feedback");
        this.issuer = LocalIssuer.in(directory.resolve("keys"));
        var keyset = Receipts.newKeyset();
        var keysetFile = directory.resolve("keys").resolve("receipt-keyset.json");
        Files.writeString(keysetFile, keyset);
        this.receipts = Receipts.with(keyset);
        this.environment = environment(keysetFile);
        this.service = start(List.of("-jar", jar.toString()), environment);
        awaitReady();
    }

    /** SIGKILL, in the middle of whatever it does, and a new start. Returns once it is ready again. */
    void killService() throws IOException, InterruptedException {
        service.destroyForcibly().waitFor();
        service = start(List.of("-jar", jar.toString()), environment);
        awaitReady();
    }

    private Map<String, String> environment(Path keyset) {
        return Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(httpPort),
                "QUARKUS_DATASOURCE_JDBC_URL", databaseUrl(),
                "QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD", LocalPostgres.PASSWORD,
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap(),
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.publicKeyFile().toString(),
                "MP_JWT_VERIFY_ISSUER", LocalIssuer.ISSUER,
                "HOUDAO_RECEIPT_KEYSET_FILE", keyset.toString());
    }

    /** Starts a JVM with {@code arguments}; what it prints goes to a file beside the data. */
    Process start(List<String> arguments, Map<String, String> environment) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log-" + System.nanoTime()).toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private void awaitReady() throws InterruptedException {
        var ready = HttpRequest.newBuilder(uri().resolve("/q/health/ready")).build();
        var client = HttpClient.newHttpClient();
        for (var waited = 0; waited < 10 * START_SECONDS && service.isAlive(); waited++) {
            try {
                if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new UsageError("feedback-service did not start; see " + directory);
    }

    /** Its clients see their connections break, and cannot make new ones. */
    void stopPostgres() {
        postgres.close();
    }

    void startPostgres() {
        postgres = LocalPostgres.durable(directory.resolve("postgresql"), postgresPort);
    }

    long postgresPid() throws IOException {
        var file = directory.resolve("postgresql/data/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }

    long servicePid() {
        return service.pid();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl(), LocalPostgres.USER, LocalPostgres.PASSWORD);
    }

    String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/feedback";
    }

    String kafkaBootstrap() {
        return kafka.bootstrap();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    LocalIssuer issuer() {
        return issuer;
    }

    Receipts receipts() {
        return receipts;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UsageError("no port is free");
        }
    }

    @Override
    public void close() throws InterruptedException {
        service.destroy();
        if (!service.waitFor(20, TimeUnit.SECONDS)) {
            service.destroyForcibly();
        }
        kafka.close();
        postgres.close();
    }
}
