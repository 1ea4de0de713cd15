package io.houdao.benchmark.profiles;

import io.houdao.local.LocalIssuer;
import io.houdao.local.LocalKafka;
import io.houdao.local.LocalPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** profile-service as a process of its own, on a durable PostgreSQL and a Kafka of its own, in a directory of its own. */
final class ProfileProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path directory;
    private final Path jar;
    private final int port;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final LocalIssuer issuer;
    private final String databaseUrl;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Callers callers;
    private @Nullable Process process;

    ProfileProcess(Path directory, Path jar, int firstPort) {
        this.directory = directory;
        this.jar = jar;
        this.port = firstPort;
        this.callers = new Callers(firstPort);
        this.issuer = LocalIssuer.in(directory.resolve("keys"));
        this.kafka = LocalKafka.start(directory.resolve("kafka"), firstPort + 1, firstPort + 2);
        this.postgres = LocalPostgres.durable(
                directory.resolve("postgresql"), firstPort + 3, "shared_buffers=1GB", "max_wal_size=4GB");
        this.databaseUrl = postgres.database("profile");
    }

    /** Starts the service, or starts it again, and returns once it is ready. */
    void start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java", "-Xmx512m", "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("service.log").toFile()));
        builder.environment().putAll(environment());
        process = builder.start();
        awaitReady();
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", databaseUrl),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", LocalPostgres.PASSWORD),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap()),
                Map.entry(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        issuer.publicKeyFile().toString()),
                Map.entry("MP_JWT_VERIFY_ISSUER", LocalIssuer.ISSUER),
                // One caller stands for many.
                Map.entry("HOUDAO_LIMIT_BURST", "1000000"),
                Map.entry("HOUDAO_LIMIT_PER_SECOND", "1000000"));
    }

    private void awaitReady() throws InterruptedException {
        var limit = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > limit || !isAlive()) {
                throw new IllegalStateException("profile-service did not start; see " + directory + "/service.log");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri("/q/health/ready")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends it in the middle of whatever it does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** What it holds in memory now, in MiB; 0 where this system does not say. */
    long residentMebibytes() {
        try {
            var status = Files.readString(Path.of("/proc", String.valueOf(pid()), "status"));
            return status.lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private long pid() {
        return process == null ? -1 : process.pid();
    }

    String bootstrap() {
        return kafka.bootstrap();
    }

    /** A token that is valid for longer than any run. */
    String token(String subject, String role) {
        return issuer.token(subject, Set.of(role), Map.of(), LocalIssuer.LONG);
    }

    HttpResponse<String> send(String method, String path, String token, String type, String body)
            throws IOException, InterruptedException {
        return client.send(request(method, path, token, type, body), BodyHandlers.ofString());
    }

    /** Sends JSON, and completes with the status of the answer. */
    CompletableFuture<Integer> sendLater(String method, String path, String token, String body) {
        return callers.send(method, path, token, UUID.randomUUID().toString(), body);
    }

    private HttpRequest request(String method, String path, String token, String type, String body) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, BodyPublishers.ofString(body))
                .build();
    }

    /** Asks the database for one number. */
    long number(String sql) throws SQLException {
        try (var database = connect();
                var statement = database.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Runs a statement in the database. */
    void run(String sql) throws SQLException {
        try (var database = connect();
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl, LocalPostgres.USER, LocalPostgres.PASSWORD);
    }

    /** CPU time used so far: it tells what a run costs, however busy the machine is with other things. */
    Cpu cpu() throws IOException {
        var pidFile = directory.resolve("postgresql").resolve("data").resolve("postmaster.pid");
        var postmaster = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return new Cpu(
                process == null ? 0 : seconds(process.toHandle()),
                ProcessHandle.of(postmaster).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(ProfileProcess::seconds)
                        .sum(),
                seconds(ProcessHandle.current()));
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1_000.0;
    }

    /**
     * CPU time in seconds.
     *
     * @param database all processes of PostgreSQL that still run
     * @param rest this JVM: whoever sends, Kafka, and whoever reads from it
     */
    record Cpu(double service, double database, double rest) {

        Cpu since(Cpu before) {
            return new Cpu(service - before.service, database - before.database, rest - before.rest);
        }

        double total() {
            return service + database + rest;
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        callers.close();
        try {
            if (process != null) {
                process.destroy();
                process.waitFor(20, TimeUnit.SECONDS);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kafka.close();
        postgres.close();
    }
}
