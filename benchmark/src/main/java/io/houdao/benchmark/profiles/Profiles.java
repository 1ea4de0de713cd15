package io.houdao.benchmark.profiles;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.UsageError;
import io.houdao.benchmark.profiles.ProfileProcess.Cpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Imports people with five devices each through the public endpoint of a real profile-service, and has some of them take
 * permissions back meanwhile; then many do at once. After that the service is killed in the middle of an import and has to
 * resume it, and at last it estimates audiences.
 */
public final class Profiles {

    private static final int CHUNK = 5_000;
    private static final int MOST_TO_WARM_UP = 100_000;
    private static final double RATE_GATE = 5_000;
    private static final double P99_GATE_MILLIS = 250;
    private static final int OFTEN = 1_000;
    private static final int OFTEN_PEOPLE = 2_000;
    private static final int OFTEN_LEAVERS = 500;
    private static final Duration OFTEN_RISING = Duration.ofSeconds(90);
    private static final int OFTEN_SECONDS = 20;
    private static final double OFTEN_GATE_MILLIS = 1_000;
    private static final double ESTIMATE_GATE_MILLIS = 100;

    private final ProfileProcess service;
    private final Figures figures;
    private final int people;
    /** How many come in before anything is measured: as long as the JVM compiles, that is most of what it does. */
    private final int warmUp;

    /** How many people, of those who came first, have changed something. */
    private int changed;

    private final int connections;
    private final int changes;
    private final int often;
    private final int audience;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Profiles(ProfileProcess service, Figures figures, Options options) {
        this.service = service;
        this.figures = figures;
        this.people = Integer.parseInt(options.get("people", "100000"));
        this.warmUp = Math.min(MOST_TO_WARM_UP, people / 3);
        this.connections = Integer.parseInt(options.get("connections", "2"));
        this.changes = Integer.parseInt(options.get("changes", "20"));
        this.often = Integer.parseInt(options.get("often", String.valueOf(OFTEN)));
        this.audience = Integer.parseInt(options.get("audience", "1000000"));
    }

    /** Runs it; the exit code is that of {@code benchmark/run}. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        var figures = new Figures();
        try {
            var options = Options.parse(
                    arguments, Set.of("people", "connections", "changes", "often", "audience", "port", "jar"));
            var directory = Files.createTempDirectory("houdao-profiles-");
            var port = Integer.parseInt(options.get("port", "18481"));
            try (var service = new ProfileProcess(directory, Path.of(options.get("jar", "quarkus-run.jar")), port)) {
                new Profiles(service, figures, options).measure();
            } finally {
                delete(directory);
            }
        } catch (UsageError | NumberFormatException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            e.printStackTrace();
            return 2;
        }
        figures.print();
        return figures.allMet() ? 0 : 1;
    }

    private void measure() throws Exception {
        service.start();
        send(0, Math.min(CHUNK, warmUp));
        importWhilePermissionsChange(Math.min(CHUNK, warmUp), warmUp, (revocations, seconds, cpu) -> {});
        importWhilePermissionsChange(warmUp, people, this::report);
        changeOften();
        resume();
        estimate();
        threads.shutdownNow();
    }

    /** Imports people number {@code first} until just before {@code end}. */
    private void importWhilePermissionsChange(int first, int end, Reporting reporting) throws Exception {
        awaitCarried();
        try (var revocations = new Revocations(service, nextToChange(changing()), changing(), changes).fromNowOn()) {
            var reader = CompletableFuture.runAsync(revocations::read, threads);
            var cpu = service.cpu();
            var changing = CompletableFuture.runAsync(() -> change(revocations), threads);
            var seconds = importAll(revocations, first, end);
            var used = service.cpu().since(cpu);
            revocations.finish();
            CompletableFuture.allOf(reader, changing).join();
            reporting.report(revocations, seconds, used);
        }
    }

    /** How many change something while others come in: each is answered before it is their turn again. */
    private int changing() {
        return Math.max(64, changes * 4);
    }

    /** {@code count} people who have changed nothing yet; returns the first. */
    private int nextToChange(int count) {
        var first = changed;
        changed += count;
        return first;
    }

    /** What is said of an import. */
    private interface Reporting {
        void report(Revocations revocations, double seconds, Cpu cpu);
    }

    /** Many changes a second, of all kinds that take something back, and no import. */
    private void changeOften() throws Exception {
        var first = nextToChange(OFTEN_PEOPLE + OFTEN_LEAVERS);
        try (var revocations = new Revocations(service, first, OFTEN_PEOPLE, often)
                .mixed(first + OFTEN_PEOPLE, OFTEN_LEAVERS)
                .fromNowOn()
                .risingFor(OFTEN_RISING)) {
            var reader = CompletableFuture.runAsync(revocations::read, threads);
            var changing = CompletableFuture.runAsync(() -> change(revocations), threads);
            TimeUnit.SECONDS.sleep(OFTEN_RISING.toSeconds());
            var cpu = service.cpu();
            TimeUnit.SECONDS.sleep(OFTEN_SECONDS);
            var used = service.cpu().since(cpu);
            var arrived = revocations.count();
            revocations.finish();
            CompletableFuture.allOf(reader, changing).join();
            var p99 = revocations.quantileMillis(0.99);
            figures.say(
                    "without an import, after %d s of rising to it, %d changes a second were asked for and %d arrived; "
                            + "p50 %.0f ms, p99 %.0f ms",
                    OFTEN_RISING.toSeconds(),
                    revocations.sent() / OFTEN_SECONDS,
                    arrived / OFTEN_SECONDS,
                    revocations.quantileMillis(0.5),
                    p99);
            figures.say(
                    "CPU a change that arrived: %.0f us in the service, %.0f in PostgreSQL, %.0f in this JVM with"
                            + " Kafka",
                    used.service() / arrived * 1e6, used.database() / arrived * 1e6, used.rest() / arrived * 1e6);
            figures.gate(
                    p99 <= OFTEN_GATE_MILLIS && revocations.failures() == 0,
                    "at %d changes a second each arrives within %.0f ms (p99): %.0f, %d failed or were late",
                    often,
                    OFTEN_GATE_MILLIS,
                    p99,
                    revocations.failures());
        }
    }

    private static void change(Revocations revocations) {
        try {
            revocations.send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long it took until the last projection could be read. */
    private double importAll(Revocations revocations, int first, int end) throws Exception {
        var began = System.nanoTime();
        var next = new AtomicInteger(first);
        var senders = new CompletableFuture<?>[connections];
        for (var i = 0; i < connections; i++) {
            senders[i] = CompletableFuture.runAsync(() -> sendChunks(next, end), threads);
        }
        CompletableFuture.allOf(senders).join();
        await(revocations, end - first);
        return (System.nanoTime() - began) / 1e9;
    }

    private void sendChunks(AtomicInteger next, int end) {
        for (var first = next.getAndAdd(CHUNK); first < end; first = next.getAndAdd(CHUNK)) {
            send(first, Math.min(end, first + CHUNK));
        }
    }

    private void send(int first, int end) {
        try {
            var answer = service.send(
                    "POST",
                    "/v1/people/import",
                    service.token("benchmark", "operator"),
                    "application/x-ndjson",
                    PeopleLines.between(first, end));
            if (answer.statusCode() != 200 || !answer.body().contains("\"accepted\":" + (end - first))) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Revocations revocations, long projections) throws InterruptedException {
        while (revocations.projections() < projections + revocations.count()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void report(Revocations revocations, double seconds, Cpu cpu) {
        var imported = people - warmUp;
        var rate = imported / seconds;
        var p99 = revocations.quantileMillis(0.99);
        figures.say(
                "%d people with 5 devices each, after %d to warm up, in %.1f s over %d connections, with their"
                        + " projections read from Kafka; PostgreSQL with fsync and 1 GiB of shared buffers",
                imported, warmUp, seconds, connections);
        figures.say(
                "%d permission changes meanwhile, %d a second, %d failed; p50 %.0f ms, p99 %.0f ms until the "
                        + "projection could be read",
                revocations.count(), changes, revocations.failures(), revocations.quantileMillis(0.5), p99);
        figures.say(
                "CPU a person: %.0f us in the service, %.0f in PostgreSQL, %.0f in this JVM with Kafka; two cores to "
                        + "themselves would be busy at %.0f people/s",
                cpu.service() / imported * 1e6,
                cpu.database() / imported * 1e6,
                cpu.rest() / imported * 1e6,
                2 * imported / cpu.total());
        figures.say("the service held %d MiB at most (heap limited to 512)", service.residentMebibytes());
        figures.gate(rate >= RATE_GATE, "at least %.0f people/s: %.0f", RATE_GATE, rate);
        figures.gate(
                p99 <= P99_GATE_MILLIS, "a permission change arrives within %.0f ms (p99): %.0f", P99_GATE_MILLIS, p99);
        figures.gate(revocations.failures() == 0, "no permission change fails: %d", revocations.failures());
        figures.add("profiles_import", "%.0f", rate, "1/s");
        figures.add("revoke_to_projection_p99", "%.0f", p99, "ms");
    }

    /** Kills the service in the middle of an import, and sends the same again. */
    private void resume() throws Exception {
        var here = count("person");
        var broken = CompletableFuture.runAsync(() -> send(people, people + CHUNK), threads);
        while (count("person") < here + CHUNK / 10 && !broken.isDone()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        service.kill();
        var those = PeopleLines.ids(people, people + CHUNK);
        var before = count("person where id = any (" + those + ")");
        service.start();
        send(people, people + CHUNK);
        var resumed = count("person where id = any (" + those + ")") == CHUNK
                && count("device where owner_id = any (" + those + ")") == 5L * CHUNK
                && permissions(those) == 2L * CHUNK
                && count("projection where person_id = any (" + those + ")") == CHUNK;
        figures.gate(
                resumed, "killed after %d of %d people, the import resumes and everybody is there once", before, CHUNK);
        awaitCarried();
        var told = Topic.people(service.bootstrap());
        figures.gate(
                told == people + CHUNK, "of %d people a projection is in Kafka, of %d it should", told, people + CHUNK);
    }

    /** What {@code those} said, whether it is in rows already or as it came. */
    private long permissions(String those) throws SQLException {
        return count("permission_change where person_id = any (" + those + ")")
                + count("person, json_array_elements(packed -> 'permissions') where person.id = any (" + those + ")");
    }

    /** Waits until all that was to be told is in Kafka. */
    private void awaitCarried() throws Exception {
        while (count("unpublished_import") + count("outbox") > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long count(String table) throws SQLException {
        return service.number("select count(*) from " + table);
    }

    private void estimate() throws Exception {
        var estimates = new Estimates(service);
        service.kill();
        estimates.fillUpTo(audience);
        var began = System.nanoTime();
        service.start();
        var counted = estimates.awaitCounted(audience);
        var p99 = estimates.p99Millis();
        figures.say(
                "%d people counted (with noise) %.1f s after a start; those who were not imported have copies of"
                        + " imported projections",
                counted, (System.nanoTime() - began) / 1e9);
        figures.gate(
                counted >= audience - audience / 100 && p99 <= ESTIMATE_GATE_MILLIS,
                "an audience among %d people is estimated within %.0f ms (p99): %.1f",
                audience,
                ESTIMATE_GATE_MILLIS,
                p99);
        figures.add("audience_estimate_p99", "%.1f", p99, "ms");
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
