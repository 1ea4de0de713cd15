package io.houdao.benchmark.decide;

import io.houdao.benchmark.Exit;
import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Jmh;
import io.houdao.benchmark.Options;
import io.houdao.placement.decision.DecisionBenchmark;
import java.util.Set;

/** Measures the whole decision inside the JVM. Exits with 0, 1 or 2 as {@code benchmark/run} says. */
public final class Decide {

    private Decide() {}

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        return Exit.code("decide", () -> run(Options.parse(arguments, Set.of("people", "seconds", "heap"))));
    }

    private static boolean run(Options options) {
        var figures = new Figures();
        var seconds = Integer.parseInt(options.get("seconds", "8"));
        var results = Jmh.run(
                DecisionBenchmark.class,
                options.get("heap", "8g"),
                seconds,
                "people",
                options.get("people", "1000000"));
        var result = results.iterator().next();
        var median = Jmh.percentile(result, 50);
        var tail = Jmh.percentile(result, 99);
        figures.gate(median <= 200, "half of the decisions within 200 us: %.1f", median);
        figures.gate(tail <= 1_000, "99 in 100 decisions within 1,000 us: %.1f", tail);
        figures.add("decide_100k_p50", "%.1f", median, "us");
        figures.add("decide_100k_p99", "%.1f", tail, "us");
        figures.add("decide_alloc", "%.0f", Jmh.allocated(result), "B");
        figures.print();
        return figures.allMet();
    }
}
