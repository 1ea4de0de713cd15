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
import java.util.stream.IntStream;

/**
 * How many answers a second a server can give: it is asked more and more often until it cannot follow, and the most that it answered in
 * ten seconds on end counts. Twice: the first time warms it up and says about where that will be, the second time, in small steps from
 * below there, it is measured. That it could not go on so for ever is why times are measured below it.
 */
final class Capacity {

    /** What any server follows while it is cold, and what it is asked at least once it is warm; in requests a second. */
    private static final int COLD = 200;

    private static final int WARM = 500;
    private static final int STEP_SECONDS = 5;
    private static final int WINDOW = 10;
    private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(10);

    /** So many seconds without a better window mean that there will be none. */
    private static final int PATIENCE = 3 * STEP_SECONDS;

    private final Generator generator;
    private final int eventLoops;
    private final Server server;
    private final String path;
    private final ToDoubleFunction<Server> answers;

    /**
     * Asks a path.
     *
     * @param eventLoops of the generator
     * @param answers how many the server has given
     */
    Capacity(Generator generator, int eventLoops, Server server, String path, ToDoubleFunction<Server> answers) {
        this.generator = generator;
        this.eventLoops = eventLoops;
        this.server = server;
        this.path = path;
        this.answers = answers;
    }

    /** In answers a second. */
    double find(int warmUpSeconds, Figures figures) {
        var half = Math.max(1, warmUpSeconds / 2);
        var about = climb("%dx%d,%dx%d".formatted(COLD, half, WARM, half), (COLD + WARM) * half, steps(WARM, 1.25, 18));
        var easy = Math.round(about / 2);
        var quarter = Math.max(1, warmUpSeconds / 4);
        var best = climb(
                "%dx%d,%dx%d".formatted(easy / 2, quarter, easy, quarter),
                (easy / 2 + easy) * quarter,
                steps(1.4 * easy, 1.05, 18));
        figures.say("%s answers %.0f a second at most, asked on %d event loops", path, best, eventLoops);
        return best;
    }

    private double climb(String warmUp, long requests, String steps) {
        var run = generator.start(eventLoops, server.url() + path, warmUp, steps);
        awaitWarm(run, requests);
        var best = bestOf(run);
        run.process().destroy();
        return best;
    }

    private void awaitWarm(Generator.Run run, long requests) {
        var enough = sample().answers + .98 * requests;
        var until = Instant.now().plus(WARM_UP_LIMIT);
        while (sample().answers < enough) {
            if (run.isOver() || Instant.now().isAfter(until)) {
                throw new UsageError("it did not answer " + requests + " requests to warm up; see " + run.log());
            }
            pause();
        }
    }

    private static String steps(double from, double factor, int steps) {
        return IntStream.range(0, steps)
                .mapToObj(step -> "%.0fx%d".formatted(from * Math.pow(factor, step), STEP_SECONDS))
                .collect(Collectors.joining(","));
    }

    private double bestOf(Generator.Run run) {
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
