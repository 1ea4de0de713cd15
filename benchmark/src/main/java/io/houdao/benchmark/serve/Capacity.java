package io.houdao.benchmark.serve;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.UsageError;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How many answers a second a server can give: after warming up, as the generator did, it is asked more and more often until it cannot
 * follow, and the most that it answered in three seconds on end counts. That it could not go on so for ever is why times are measured below it.
 */
final class Capacity {

    /** What any server follows while it is cold, and what it is asked at least once it is warm; in requests a second. */
    private static final int COLD = 200;

    private static final int WARM = 500;
    private static final double STEP = 1.25;
    private static final int STEPS = 18;
    private static final int STEP_SECONDS = 4;
    private static final int WINDOW = 3;
    /** So many seconds without a better window mean that there will be none. */
    private static final int PATIENCE = 3 * STEP_SECONDS;

    private final Generator generator;
    private final Server server;
    private final String path;
    private final ToDoubleFunction<Server> answers;

    Capacity(Generator generator, Server server, String path, ToDoubleFunction<Server> answers) {
        this.generator = generator;
        this.server = server;
        this.path = path;
        this.answers = answers;
    }

    /** In answers a second. */
    double find(int warmUpSeconds, Figures figures) {
        var half = Math.max(1, warmUpSeconds / 2);
        var warmUp = "%dx%d,%dx%d".formatted(COLD, half, WARM, half);
        var run = generator.start(server.url() + path, warmUp, steps());
        awaitWarm(run, (COLD + WARM) * half, Duration.ofSeconds(2L * warmUpSeconds + 60));
        var best = climb(run);
        run.process().destroy();
        figures.say("%s answers %.0f a second at most", path, best);
        return best;
    }

    private void awaitWarm(Generator.Run run, int requests, Duration limit) {
        var enough = sample().answers + .98 * requests;
        var until = Instant.now().plus(limit);
        while (sample().answers < enough) {
            if (run.isOver() || Instant.now().isAfter(until)) {
                throw new UsageError(
                        "it did not answer " + COLD + " to " + WARM + " requests a second; see " + run.log());
            }
            pause();
        }
    }

    private static String steps() {
        var rates = new ArrayList<String>();
        for (var step = 0; step < STEPS; step++) {
            rates.add("%.0fx%d".formatted(WARM * Math.pow(STEP, step), STEP_SECONDS));
        }
        return rates.stream().collect(Collectors.joining(","));
    }

    private double climb(Generator.Run run) {
        var samples = new ArrayList<Sample>(List.of(sample()));
        var best = 0.0;
        var bestAt = 0;
        while (!run.isOver() && (best == 0 || samples.size() - bestAt < PATIENCE)) {
            pause();
            try {
                samples.add(sample());
            } catch (UncheckedIOException e) {
                break;
            }
            var rate = rateOfLastWindow(samples);
            if (rate > best) {
                best = rate;
                bestAt = samples.size();
            }
        }
        if (best == 0) {
            throw new UsageError("nothing was answered; see " + run.log());
        }
        return best;
    }

    private static double rateOfLastWindow(List<Sample> samples) {
        if (samples.size() <= WINDOW) {
            return 0;
        }
        var last = samples.get(samples.size() - 1);
        var first = samples.get(samples.size() - 1 - WINDOW);
        return (last.answers - first.answers) * 1e9 / (last.nanos - first.nanos);
    }

    private Sample sample() {
        var count = answers.applyAsDouble(server);
        return new Sample(System.nanoTime(), count);
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(Duration.ofSeconds(1).toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Sample(long nanos, double answers) {}
}
