package io.houdao.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Kafka and the four services, each a process of its own, on the loopback interface of this machine.
 *
 * <p>Whatever ends this JVM, be it {@link #close()}, a signal or SIGKILL, ends them too. What they print is in
 * {@code logs/} of the suite's directory, one file each; the data beside it stays for the next start.
 */
public final class Suite implements AutoCloseable {

    private static final String POSTGRES = "PostgreSQL";
    private static final String KAFKA = "Kafka";
    private static final List<String> KAFKA_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** How long the children of a launcher that was killed may take to end. */
    private static final Duration LEFTOVERS_LIMIT = Duration.ofSeconds(20);

    private static final int HTTP_MILLIS = 2000;
    private static final String POSTGRES_DIRECTORY = "postgresql";

    private final Settings settings;
    private final Progress progress;
    private final HomeDirectory home;
    private final Children children;
    private final LocalIssuer issuer;
    private final ServiceEnvironment environment;
    private final Thread closer = new Thread(this::close, "stop the suite");
    private @Nullable LocalPostgres postgres;
    private boolean closed;

    private Suite(Settings settings, Progress progress, HomeDirectory home) {
        this.settings = settings;
        this.progress = progress;
        this.home = home;
        this.children = new Children(home.path());
        this.issuer = LocalIssuer.in(home.path().resolve("keys"));
        this.environment = new ServiceEnvironment(settings, issuer, home.path().resolve("keys"));
    }

    /** Starts everything: see {@link #start(Settings, List, Progress)}. */
    public static Suite start(Settings settings, Progress progress) {
        return start(settings, List.of(Service.values()), progress);
    }

    /**
     * Starts PostgreSQL, Kafka and {@code services}, and returns once these are ready for requests. The others can be started
     * later.
     *
     * @throws StartFailure if a port is taken, a service is not built, or a part does not come up; what had started
     *     is stopped again
     */
    public static Suite start(Settings settings, List<Service> services, Progress progress) {
        var suite = new Suite(settings, progress, HomeDirectory.hold(settings.directory()));
        Runtime.getRuntime().addShutdownHook(suite.closer);
        try {
            suite.requireBuilt(services);
            suite.requireFreePorts();
            suite.startAll(services);
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    /**
     * Deletes the data, keys and logs of earlier runs.
     *
     * @throws StartFailure if the directory was not made by a suite, or one is running there
     */
    public static void reset(Settings settings) {
        HomeDirectory.delete(settings.directory());
    }

    private void requireBuilt(List<Service> services) {
        for (var service : services) {
            if (!Files.exists(jar(service))) {
                throw new StartFailure(service.module() + " is not built; ./run builds it, or mvn package -DskipTests");
            }
        }
    }

    private void requireFreePorts() {
        if (home.wasAbandoned()) {
            LocalPostgres.stopLeftover(home.path().resolve(POSTGRES_DIRECTORY));
            awaitLeftovers();
        }
        var taken = takenPorts();
        if (!taken.isEmpty()) {
            throw new StartFailure(String.join("\n", taken));
        }
    }

    private void awaitLeftovers() {
        var limit = Instant.now().plus(LEFTOVERS_LIMIT);
        while (!takenPorts().isEmpty() && Instant.now().isBefore(limit)) {
            Children.pause();
        }
    }

    private List<String> takenPorts() {
        return Arrays.stream(Port.values())
                .filter(port -> Ports.isTaken(settings.port(port)))
                .map(port -> "port %d is in use; set %s to another".formatted(settings.port(port), port.variable()))
                .toList();
    }

    private void startAll(List<Service> services) {
        children.rotateLogs();
        home.markInUse();
        var began = Instant.now();
        beginKafka();
        startPostgres();
        awaitKafka(began);
        startServices(services);
    }

    /**
     * Starts PostgreSQL, after {@link #crashPostgres()} too, and returns once it takes connections. Holds off a
     * {@link #close()}, which could not stop a server that it does not know yet.
     */
    public synchronized void startPostgres() {
        if (closed) {
            throw new StartFailure("stopped while starting");
        }
        var began = Instant.now();
        progress.starting(POSTGRES);
        var server = LocalPostgres.start(
                home.path().resolve(POSTGRES_DIRECTORY), settings.port(Port.POSTGRES), settings.durable());
        postgres = server;
        for (var service : Service.values()) {
            server.database(service.database());
        }
        progress.ready(POSTGRES, "127.0.0.1:" + settings.port(Port.POSTGRES), since(began));
    }

    /** Ends PostgreSQL as a crash does, for all services at once. Returns once it is gone. */
    public synchronized void crashPostgres() {
        if (postgres != null) {
            postgres.crash();
            postgres = null;
        }
    }

    /** Starts Kafka after {@link #killKafka()}, and returns once clients may come. */
    public void startKafka() {
        var began = Instant.now();
        beginKafka();
        awaitKafka(began);
    }

    /** Ends Kafka with SIGKILL. Returns once it is gone. */
    public void killKafka() {
        children.kill(KAFKA);
    }

    private void awaitKafka(Instant began) {
        children.await(
                Map.of(KAFKA, () -> Files.exists(kafkaReady())),
                kafka -> progress.ready(kafka, kafkaBootstrap(), since(began)));
    }

    private void beginKafka() {
        progress.starting(KAFKA);
        try {
            Files.deleteIfExists(kafkaReady());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home.path(), e);
        }
        var arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProcess.class.getName(),
                kafkaDirectory().toString(),
                String.valueOf(settings.port(Port.KAFKA)),
                String.valueOf(settings.port(Port.KAFKA_CONTROLLER)));
        children.start(KAFKA, Children.java(KAFKA_OPTIONS, arguments), Map.of());
    }

    private Path kafkaDirectory() {
        return home.path().resolve("kafka");
    }

    private Path kafkaReady() {
        return kafkaDirectory().resolve(KafkaProcess.READY);
    }

    private void startServices(List<Service> services) {
        var began = Instant.now();
        var conditions = new LinkedHashMap<String, BooleanSupplier>();
        for (var service : services) {
            progress.starting(service.module());
            var arguments = List.of("-jar", jar(service).toString());
            children.start(
                    service.module(),
                    Children.java(settings.javaOptions(), arguments),
                    environment.of(service, databaseUrl(service)));
            conditions.put(service.module(), () -> isReady(service));
        }
        children.await(
                conditions,
                name -> progress.ready(name, settings.uri(serviceOf(name)).toString(), since(began)));
    }

    private static Service serviceOf(String module) {
        return Arrays.stream(Service.values())
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow();
    }

    private boolean isReady(Service service) {
        try {
            var url = uri(service).resolve("/q/health/ready").toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(HTTP_MILLIS);
            connection.setReadTimeout(HTTP_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private Path jar(Service service) {
        return settings.root().resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static Duration since(Instant began) {
        return Duration.between(began, Instant.now());
    }

    /** Starts a service that was stopped or killed, and returns once it is ready. */
    public void start(Service service) {
        startServices(List.of(service));
    }

    /** Ends a service with SIGKILL, in the middle of whatever it does. Returns once it is gone. */
    public void kill(Service service) {
        children.kill(service.module());
    }

    /** Has a service stand still, with its connections open, until {@link #resume}. */
    public void pause(Service service) {
        children.pause(service.module());
    }

    public void resume(Service service) {
        children.resume(service.module());
    }

    /** Asks a service to end, and returns once it has. */
    public void stop(Service service) {
        children.stop(List.of(service.module()));
    }

    /** Whether its process runs; it may not be ready yet. */
    public boolean isRunning(Service service) {
        return children.isRunning(service.module());
    }

    /** Where a service answers, such as {@code http://127.0.0.1:8081}. */
    public URI uri(Service service) {
        return settings.uri(service);
    }

    /** Signs tokens that every service accepts. */
    public LocalIssuer issuer() {
        return issuer;
    }

    /** The JDBC URL of a service's database; {@link LocalPostgres#USER} may see and change everything in it. */
    public String databaseUrl(Service service) {
        return LocalPostgres.jdbcUrl(settings.port(Port.POSTGRES), service.database());
    }

    /** Where Kafka clients connect, such as {@code 127.0.0.1:19092}. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + settings.port(Port.KAFKA);
    }

    /** What a service printed since the suite started. */
    public Path log(Service service) {
        return children.log(service.module());
    }

    /** What every part printed, Kafka and PostgreSQL too. */
    public List<Path> logs() {
        var logs = new ArrayList<>(List.of(LocalPostgres.log(home.path().resolve(POSTGRES_DIRECTORY))));
        logs.addAll(children.logs());
        return logs;
    }

    /** Stops the services, then Kafka and PostgreSQL. Closing twice does no harm. */
    @Override
    public void close() {
        children.close();
        stopAll();
        if (Thread.currentThread() != closer) {
            forgetCloser();
        }
    }

    private synchronized void stopAll() {
        if (closed) {
            return;
        }
        closed = true;
        children.stop(Arrays.stream(Service.values()).map(Service::module).toList());
        children.stop(List.of(KAFKA));
        if (postgres != null) {
            postgres.close();
        }
        home.markFree();
        home.close();
    }

    private void forgetCloser() {
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the closer has found or will find that there is nothing left to do.
        }
    }
}
