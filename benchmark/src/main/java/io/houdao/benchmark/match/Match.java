package io.houdao.benchmark.match;

import io.houdao.benchmark.Exit;
import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Jmh;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.UsageError;
import io.houdao.placement.decision.candidates.MatchBenchmark;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Measures how long it takes to find every line item that matches. Exits with 0, 1 or 2 as {@code benchmark/run} says. */
public final class Match {

    private static final Map<String, String> SIZES =
            new TreeMap<>(Map.of("10000", "10k", "100000", "100k", "1000000", "1m"));

    private Match() {}

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        return Exit.code("match", () -> run(Options.parse(arguments, Set.of("seconds", "line-items", "heap"))));
    }

    private static boolean run(Options options) {
        var figures = new Figures();
        var seconds = Integer.parseInt(options.get("seconds", "4"));
        var most = Integer.parseInt(options.get("line-items", "1000000"));
        var sizes = SIZES.keySet().stream()
                .filter(size -> Integer.parseInt(size) <= most)
                .toArray(String[]::new);
        if (sizes.length == 0) {
            throw new UsageError("--line-items must be at least 10000");
        }
        var results = Jmh.run(MatchBenchmark.class, options.get("heap", "6g"), seconds, "lineItems", sizes);
        for (var result : results) {
            var size = result.getParams().getParam("lineItems");
            var median = Jmh.percentile(result, 50);
            figures.add("match_" + SIZES.get(size) + "_p50", "%.1f", median, "us");
            figures.say(
                    "%s line items: p50 %.1f us, p99 %.1f us, %.0f B",
                    size, median, Jmh.percentile(result, 99), Jmh.allocated(result));
            gate(figures, size, median);
        }
        figures.print();
        return figures.allMet();
    }

    private static void gate(Figures figures, String size, double median) {
        if (size.equals("100000")) {
            figures.gate(median <= 100, "at 100,000 line items at most 100 us: %.1f", median);
        } else if (size.equals("1000000")) {
            figures.gate(median <= 1_500, "at 1,000,000 line items at most 1,500 us: %.1f", median);
        }
    }
}
