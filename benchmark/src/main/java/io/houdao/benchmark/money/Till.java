package io.houdao.benchmark.money;

import io.houdao.local.Progress;
import io.houdao.local.Service;
import io.houdao.local.Settings;
import io.houdao.local.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A real campaign-service, PostgreSQL and Kafka, with line items on the air whose money can be borrowed. */
final class Till implements AutoCloseable {

    private static final long BUDGET = 100_000_000_000L;
    /** A prime number, so that no showing's price divides it. */
    private static final long SCARCE_BUDGET = 1_000_003;

    private static final List<String> MEASURED = List.of("-Xmx384m", "-XX:+UseSerialGC");

    /** Quick to start; whoever comes after one that was killed takes its place among the readers, and sweeps are often. */
    private static final List<String> KILLED = List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dmp.messaging.incoming.feedback-events.group.instance.id=events",
            "-Dmp.messaging.incoming.erasures.group.instance.id=erasures",
            "-Dmp.messaging.incoming.placement-decisions.group.instance.id=decisions",
            "-Dmp.messaging.incoming.line-items.group.instance.id=line-items",
            "-Dhoudao.lease.sweep=1s",
            "-Dhoudao.close.sweep=1s");

    private final Path directory;
    private final Suite suite;
    private final List<UUID> lineItemIds;
    private final UUID scarceId = UUID.randomUUID();

    private Till(Path directory, Suite suite, int items) throws IOException {
        this.directory = directory;
        this.suite = suite;
        this.lineItemIds =
                IntStream.range(0, items).mapToObj(i -> UUID.randomUUID()).toList();
        launch();
    }

    /** Puts {@code items} line items on the air, where PostgreSQL waits for its disk, as in production. */
    static Till toMeasure(int items, Progress progress) throws IOException {
        return open(items, true, MEASURED, progress);
    }

    /** Puts {@code items} line items on the air, where PostgreSQL does not wait for its disk. */
    static Till toKill(int items, Progress progress) throws IOException {
        return open(items, false, KILLED, progress);
    }

    private static Till open(int items, boolean durable, List<String> javaOptions, Progress progress)
            throws IOException {
        var directory = Files.createTempDirectory("houdao-money-");
        var usual = Settings.throwaway(directory);
        var settings =
                new Settings(usual.root(), usual.directory(), usual.ports(), durable, javaOptions, usual.environment());
        return new Till(directory, Suite.start(settings, List.of(Service.CAMPAIGN), progress), items);
    }

    private void launch() throws IOException {
        var customer = new Customer(this, deposited());
        var lines = new ArrayList<Map<String, Object>>();
        lineItemIds.forEach(id -> lines.add(Customer.line(id, BUDGET)));
        lines.add(Customer.line(scarceId, SCARCE_BUDGET));
        customer.pass(customer.submit(customer.draft(lines)));
    }

    Api api(String subject, String role, Map<String, Object> claims) {
        return new Api(suite.uri(Service.CAMPAIGN), suite.issuer(), subject, role, claims);
    }

    Suite suite() {
        return suite;
    }

    /** What the service's process used of the processors until now. */
    Duration serviceCpu() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(Service.CAMPAIGN.module()))
                .map(Till::cpu)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What PostgreSQL's processes that are still there used until now. */
    Duration databaseCpu() throws IOException {
        var pid = Files.readAllLines(directory.resolve("postgresql/data/postmaster.pid"))
                .get(0)
                .strip();
        var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        return server.descendants().map(Till::cpu).reduce(cpu(server), Duration::plus);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    List<UUID> lineItemIds() {
        return lineItemIds;
    }

    /** One more that has money for some showings only. */
    UUID scarceId() {
        return scarceId;
    }

    /** All the money that it has, in micros. */
    long scarceMicros() {
        return SCARCE_BUDGET;
    }

    /** What the advertiser paid in, in micros. */
    long deposited() {
        return BUDGET * lineItemIds.size() + SCARCE_BUDGET;
    }

    @Override
    public void close() {
        suite.close();
        var left = new ArrayList<Path>();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.toFile().delete())
                    .forEach(left::add);
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + directory, e);
        }
    }
}
