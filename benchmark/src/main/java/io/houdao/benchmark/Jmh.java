package io.houdao.benchmark;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs a JMH benchmark that samples times in microseconds, in a JVM of its own. */
public final class Jmh {

    private Jmh() {}

    /**
     * One result for each set of parameters.
     *
     * @throws UsageError if it could not run
     */
    public static Collection<RunResult> run(
            Class<?> benchmark, String heap, int seconds, String parameter, String... values) {
        var options = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\."))
                .param(parameter, values)
                .forks(1)
                .jvmArgsAppend("-Xms" + heap, "-Xmx" + heap, "-XX:+UseTransparentHugePages")
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(seconds / 2 + 1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .timeUnit(TimeUnit.MICROSECONDS)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        try {
            return new Runner(options).run();
        } catch (RunnerException e) {
            throw new UsageError("cannot run: " + e.getMessage());
        }
    }

    /** In microseconds. */
    public static double percentile(RunResult result, double percent) {
        return result.getPrimaryResult().getStatistics().getPercentile(percent);
    }

    /** Bytes allocated for each operation. */
    public static double allocated(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
