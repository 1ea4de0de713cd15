package io.houdao.benchmark.events;

import io.houdao.benchmark.Exit;
import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Measures a real feedback-service, with a real Kafka and a PostgreSQL that survives a power cut: events acknowledged and
 * counted a second, how fast a backlog drains that built up while PostgreSQL was away, and what an event costs against a
 * bare copy. Exits with 0 if every gate was met, 1 if one was missed, 2 if it could not run.
 */
public final class Events {

    private static final Set<String> OPTIONS =
            Set.of("root", "seconds", "outage", "threads", "batch", "devices", "kills");
    private static final Duration REAL_OUTAGE = Duration.ofMinutes(10);

    /** More than were ever acknowledged in a second, and what each takes on disk: in Kafka, in PostgreSQL, and in the bare copy. */
    private static final long MOST_A_SECOND = 10_000;

    private static final long BYTES_EACH = 2_500;

    private final Options options;
    private final Figures figures = new Figures();

    private Events(Options options) {
        this.options = options;
    }

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    static int exitCode(String[] arguments) {
        return Exit.code("events", () -> new Events(Options.parse(arguments, OPTIONS)).run());
    }

    private boolean run() throws Exception {
        var seconds = Duration.ofSeconds(number("seconds", 20));
        var outage = Duration.ofSeconds(number("outage", 30));
        var directory = Files.createTempDirectory("houdao-events-");
        requireRoom(directory, seconds.plus(outage));
        try (var stack = new Stack(directory, jar());
                var fleet = new Fleet(stack, number("devices", 2_000), number("threads", 8), number("batch", 50));
                var watch = new Watch(stack, fleet)) {
            figures.say(
                    "%d threads send batches of %d events of %d devices, one batch after the other",
                    number("threads", 8), number("batch", 50), number("devices", 2_000));
            steady(stack, fleet, watch, seconds);
            var drain = drain(stack, fleet, watch, outage);
            compare(drain, new Copy(stack).run());
            kill(stack, fleet, watch);
            var counted = watch.counted();
            figures.gate(
                    counted == fleet.acknowledged(),
                    "%,d events counted, %,d acknowledged: none lost, none double",
                    counted,
                    fleet.acknowledged());
        } finally {
            delete(directory);
        }
        figures.print();
        return figures.allMet();
    }

    private void steady(Stack stack, Fleet fleet, Watch watch, Duration seconds) throws Exception {
        fleet.send(Duration.ofSeconds(10));
        watch.awaitAll();
        var before = Processor.seconds(stack.servicePid());
        var load = fleet.send(seconds);
        watch.awaitAll();
        var spent = Processor.seconds(stack.servicePid()) - before;
        var delays = watch.delays(load.began(), load.ended());
        figures.say(
                "acknowledged: %,d events in %.1f s; a batch within %.0f ms at p50, %.0f ms at p99",
                load.events(), load.seconds(), load.millis(0.5), load.millis(0.99));
        figures.say(
                "counted: within %.1f s of being acknowledged at p50, %.1f s at p99, under this load",
                delays.seconds(0.5), delays.seconds(0.99));
        figures.say(
                "feedback-service spent %.0f µs of a processor on taking and counting each",
                1e6 * spent / load.events());
        figures.add("events_acknowledged", "%.0f", load.events() / load.seconds(), "1/s");
    }

    private Cost drain(Stack stack, Fleet fleet, Watch watch, Duration outage) throws Exception {
        stack.stopPostgres();
        var load = fleet.send(outage);
        var began = System.nanoTime();
        stack.startPostgres();
        var cost = watch.drain();
        var seconds = (System.nanoTime() - began) / 1e9;
        figures.say(
                "PostgreSQL away for %d s (a 10-minute outage is %.1f times as long): %,d events acknowledged meanwhile, %.0f a second;"
                        + " counted %.1f s after its return began",
                outage.toSeconds(),
                (double) REAL_OUTAGE.toSeconds() / outage.toSeconds(),
                load.events(),
                load.events() / load.seconds(),
                seconds);
        figures.add("events_aggregated", "%.0f", cost.events() / cost.seconds(), "1/s");
        return cost;
    }

    /** At random moments under load; devices send again what was not acknowledged. */
    private void kill(Stack stack, Fleet fleet, Watch watch) throws Exception {
        var kills = number("kills", 2);
        var random = new SplittableRandom();
        for (var i = 0; i < kills; i++) {
            var sending = CompletableFuture.supplyAsync(() -> send(fleet));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(500, 4_500));
            stack.killService();
            sending.get();
        }
        watch.awaitAll();
        figures.say("%d times killed (SIGKILL) at a random moment under load", kills);
    }

    private static Fleet.Load send(Fleet fleet) {
        try {
            return fleet.send(Duration.ofSeconds(5));
        } catch (Exception e) {
            throw new IllegalStateException("the load could not be sent", e);
        }
    }

    private void compare(Cost service, Cost copy) {
        figures.say("processor time an event, PostgreSQL's included, after the first third of the backlog:");
        figures.say("        feedback-service %s", service);
        figures.say("        bare copy        %s", copy);
        var ratio = service.microsPerEvent() / copy.microsPerEvent();
        figures.gate(ratio <= 2, "an event costs %.2f times what the bare copy does, at most 2", ratio);
        figures.add("events_cost_ratio", "%.2f", ratio, "x");
    }

    private int number(String name, int otherwise) {
        try {
            var value = Integer.parseInt(options.get(name, String.valueOf(otherwise)));
            if (value < 1) {
                throw new UsageError("--" + name + " must be 1 or more");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new UsageError("--" + name + " must be a whole number");
        }
    }

    private static void requireRoom(Path directory, Duration load) throws IOException {
        var needed = load.toSeconds() * MOST_A_SECOND * BYTES_EACH;
        var free = Files.getFileStore(directory).getUsableSpace();
        if (free < needed) {
            Files.delete(directory);
            throw new UsageError("%s has %,d MB free, and so much load may take %,d MB"
                    .formatted(directory.getParent(), free >> 20, needed >> 20));
        }
    }

    private Path jar() {
        var jar = Path.of(options.get("root", ".")).resolve("feedback-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.isReadable(jar)) {
            throw new UsageError("feedback-service is not built: no " + jar);
        }
        return jar;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
