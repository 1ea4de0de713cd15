package io.houdao.benchmark.pacing;

import io.houdao.benchmark.Csv;
import io.houdao.placement.pacing.TrafficCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * When in a day opportunities come, and what the day before made one expect.
 *
 * @param millis of the day, rising
 */
record Arrivals(String name, long[] millis, TrafficCurve yesterday) {

    private static final int REPLAYED = 2;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long QUARTER_MILLIS = DAY_MILLIS / TrafficCurve.QUARTERS;

    /** A day with a long evening; today each hour differs from yesterday by about a tenth. */
    static Arrivals synthetic(int opportunities, long seed) {
        var random = new SplittableRandom(seed);
        var yesterday = new double[TrafficCurve.QUARTERS];
        var today = new double[TrafficCurve.QUARTERS];
        for (var hour = 0; hour < 24; hour++) {
            var change = Math.exp(0.1 * random.nextGaussian());
            for (var quarter = 4 * hour; quarter < 4 * hour + 4; quarter++) {
                var part = (quarter + 0.5) / TrafficCurve.QUARTERS;
                yesterday[quarter] =
                        0.3 + Math.pow(Math.sin(Math.PI * part), 2) + Math.exp(-Math.pow((part - 0.85) / 0.05, 2));
                today[quarter] = yesterday[quarter] * change;
            }
        }
        return new Arrivals("synthetic", spread(today, opportunities, random), curve(yesterday));
    }

    private static long[] spread(double[] weights, int opportunities, SplittableRandom random) {
        var sum = Arrays.stream(weights).sum();
        return random.doubles(opportunities)
                .mapToLong(draw -> at(weights, draw * sum))
                .sorted()
                .toArray();
    }

    private static long at(double[] weights, double place) {
        var quarter = 0;
        var rest = place;
        while (quarter < weights.length - 1 && rest >= weights[quarter]) {
            rest -= weights[quarter];
            quarter++;
        }
        return (long) ((quarter + Math.min(rest / weights[quarter], 1 - 1e-9)) * QUARTER_MILLIS);
    }

    private static TrafficCurve curve(double[] weights) {
        return TrafficCurve.of(Arrays.stream(weights)
                .mapToLong(weight -> Math.round(1_000_000 * weight))
                .toArray());
    }

    /**
     * The last two whole days of a KuaiRand log, each with the day before it; its very last is cut off early. Every
     * exposure stands for so many opportunities near it.
     */
    static List<Arrivals> replayed(Path log, int times) throws IOException {
        var days = read(log);
        var replayed = new ArrayList<Arrivals>();
        for (var day = days.lastKey().minusDays(REPLAYED); day.isBefore(days.lastKey()); day = day.plusDays(1)) {
            replayed.add(
                    new Arrivals(day.toString(), repeat(day(days, day), times), curve(day(days, day.minusDays(1)))));
        }
        return replayed;
    }

    private static List<Long> day(TreeMap<LocalDate, List<Long>> days, LocalDate day) {
        return days.getOrDefault(day, List.of());
    }

    private static TreeMap<LocalDate, List<Long>> read(Path log) throws IOException {
        var zone = ZoneId.of("Asia/Shanghai");
        var days = new TreeMap<LocalDate, List<Long>>();
        try (var csv = new Csv(log)) {
            while (csv.advance()) {
                var at =
                        Instant.ofEpochMilli(Long.parseLong(csv.get("time_ms"))).atZone(zone);
                days.computeIfAbsent(at.toLocalDate(), day -> new ArrayList<>())
                        .add(at.toLocalTime().toNanoOfDay() / 1_000_000);
            }
        }
        return days;
    }

    /* Near: within half a minute, as many people would not come in one instant. */
    private static long[] repeat(List<Long> millis, int times) {
        var random = new SplittableRandom(millis.size());
        return millis.stream()
                .flatMap(at -> random.longs(times, at - 30_000, at + 30_000).boxed())
                .mapToLong(at -> Math.max(0, Math.min(DAY_MILLIS - 1, at)))
                .sorted()
                .toArray();
    }

    private static TrafficCurve curve(List<Long> millis) {
        var traffic = new long[TrafficCurve.QUARTERS];
        millis.forEach(at -> traffic[(int) (at / QUARTER_MILLIS)]++);
        return TrafficCurve.of(traffic);
    }

    /** Midnight of the day, as far as the simulation cares. */
    static Instant midnight() {
        return LocalDate.of(2026, 3, 2).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
