package io.houdao.benchmark.pacing;

import io.houdao.benchmark.Exit;
import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Measures pacing. Exits with 0 if every gate was met, 1 if one was missed, 2 if it could not run. The figures are those of
 * the worst run.
 */
public final class Pacing {

    private static final Set<String> OPTIONS = Set.of("data", "opportunities", "log", "budget", "episode", "value");
    private static final String REPLAYED = "kuairand_pure/impressions_20220501_0508.csv.gz";
    private static final List<Double> TIGHT = List.of(2.0, 4.0, 10.0);

    private final Options options;
    private final Figures figures = new Figures();
    private double leastSpent = 100;
    private double mostRmse;
    private long overspent;

    private Pacing(Options options) {
        this.options = options;
    }

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    static int exitCode(String[] arguments) {
        return Exit.code("pacing", () -> new Pacing(Options.parse(arguments, OPTIONS)).run());
    }

    private boolean run() throws IOException {
        if (options.has("log")) {
            runLog();
        } else {
            runDays();
        }
        figures.add("pacing_spend", "%.2f", leastSpent, "%");
        figures.add("pacing_rmse", "%.3f", mostRmse, "%");
        figures.add("pacing_overspend", "%.0f", overspent, "micros");
        figures.print();
        return figures.allMet();
    }

    private void runDays() throws IOException {
        var opportunities = (int) number("opportunities", 400_000);
        var days = new ArrayList<Arrivals>();
        days.add(Arrivals.synthetic(opportunities, 1));
        if (options.has("data")) {
            days.addAll(Arrivals.replayed(file(Path.of(options.get("data", "")).resolve(REPLAYED)), 20));
        }
        figures.say(
                "%-11s %9s %9s %5s  %8s %8s %s", "day", "asked", "x budget", "boxes", "spend %", "rmse %", "overspend");
        for (var day : days) {
            for (var tight : TIGHT) {
                for (var replicas : List.of(1, 2, 8)) {
                    run(day, tight, replicas, false);
                }
                run(day, tight, 2, true);
                run(day, tight, 8, true);
            }
        }
        figures.gate(leastSpent >= 99.5, "%.2f %% of every budget that binds is spent, at least 99.5", leastSpent);
        figures.gate(
                mostRmse <= 0.5,
                "%.3f %% of the budget off the plan at most, by root mean square; at most 0.5",
                mostRmse);
        figures.gate(overspent == 0, "%d micros overspent, not one allowed", overspent);
    }

    private void run(Arrivals day, double tight, int replicas, boolean loses) {
        var unpaced = day.millis().length * Market.unpacedMicros();
        var outcome = new Day(day, Math.round(unpaced / tight), replicas, loses, replicas).run();
        figures.say(
                "%-11s %9d %9.1f %5s  %8.3f %8.3f %d",
                day.name(),
                day.millis().length,
                tight,
                replicas + (loses ? "-1" : ""),
                outcome.spentPercent(),
                outcome.rmsePercent(),
                outcome.overspentMicros());
        leastSpent = Math.min(leastSpent, outcome.spentPercent());
        mostRmse = Math.max(mostRmse, outcome.rmsePercent());
        overspent += outcome.overspentMicros();
    }

    /* Without a value for a click, one at which nearly every auction would be won: then it is the budget that binds. */
    private void runLog() throws IOException {
        var log = AuctionLog.read(file(Path.of(options.get("log", ""))));
        var length = (int) number("episode", log.auctions().size());
        var micros = 1_000_000.0;
        var ofAll = log.totalMicros() * (double) length / log.auctions().size() / 8;
        var budget = Math.round(number("budget", ofAll / micros) * micros);
        var value = number("value", 10 * log.totalMicros() / Math.max(1e-12, log.totalRate()) / micros) * micros;
        if (length < 1 || budget < 1 || value <= 0) {
            throw new UsageError("--episode, --budget and --value must be more than nothing");
        }
        var run = new LogRun(value, budget);
        run.run(log.auctions(), length);
        leastSpent = run.spentPercent();
        mostRmse = run.rmsePercent();
        overspent = run.overspentMicros();
        figures.say(
                "%d auctions in %d episodes, a budget of %.6f each, %d won",
                log.auctions().size(), run.episodes(), budget / micros, run.wins());
        figures.gate(overspent == 0, "%d micros overspent, not one allowed", overspent);
        figures.add("pacing_clicks", "%.0f", run.clicks(), "");
    }

    private double number(String option, double otherwise) {
        try {
            return options.has(option) ? Double.parseDouble(options.get(option, "")) : otherwise;
        } catch (NumberFormatException e) {
            throw new UsageError("--" + option + " must be a number");
        }
    }

    private static Path file(Path file) {
        if (!Files.isReadable(file)) {
            throw new UsageError("cannot read " + file);
        }
        return file;
    }
}
