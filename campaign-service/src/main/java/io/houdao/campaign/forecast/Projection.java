package io.houdao.campaign.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * How many opportunities some days will have, with an interval that holds the truth in nine of ten cases.
 *
 * <p>Each day is expected to be as the same days of the week were on average. The interval is that of a sum of F days
 * predicted from D days whose residuals have the variance s² and the lag-one correlation ρ: with the inflation
 * i = (1 + ρ) / (1 − ρ) for days that resemble their neighbours, its variance is s²·i·(F + F²/D), and its half-width 1.833
 * (t, 9 degrees of freedom, 90 %) times the root of that. Example: 28 days of 1,000 ± 100 without correlation predict a week
 * of 7,000 ± 1.833·100·√(7 + 49/28) = ± 542.
 *
 * @param low never below zero
 */
record Projection(long low, long expected, long high) {

    private static final double T = 1.833;
    private static final int WEEK = 7;
    private static final double MOST_CORRELATION = 0.8;

    /**
     * Projects the days from {@code from} until just before {@code to}.
     *
     * @param byDay at least a week without gaps
     */
    static Projection of(SortedMap<LocalDate, Long> byDay, LocalDate from, LocalDate to) {
        var means = meansByWeekday(byDay);
        var expected = from.datesUntil(to)
                .mapToDouble(day -> means[day.getDayOfWeek().ordinal()])
                .sum();
        var residuals = byDay.entrySet().stream()
                .mapToDouble(day ->
                        day.getValue() - means[day.getKey().getDayOfWeek().ordinal()])
                .toArray();
        var days = (double) (to.toEpochDay() - from.toEpochDay());
        var variance = variance(residuals) * inflation(residuals) * (days + days * days / residuals.length);
        var half = T * Math.sqrt(variance);
        return new Projection(
                Math.max(0, Math.round(expected - half)), Math.round(expected), Math.round(expected + half));
    }

    /** The same of a part of everybody. */
    Projection times(double share) {
        return new Projection(Math.round(low * share), Math.round(expected * share), Math.round(high * share));
    }

    /** The same where only an unknown part of it counts. */
    Projection orAnyLess() {
        return new Projection(0, expected, high);
    }

    private static double[] meansByWeekday(SortedMap<LocalDate, Long> byDay) {
        var sums = new double[WEEK];
        var counts = new int[WEEK];
        byDay.forEach((day, count) -> {
            sums[day.getDayOfWeek().ordinal()] += count;
            counts[day.getDayOfWeek().ordinal()]++;
        });
        for (var i = 0; i < WEEK; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }

    /** Seven means were taken out of the residuals; with one week there is nothing left, and counts vary like a Poisson's. */
    private static double variance(double[] residuals) {
        var squares =
                Arrays.stream(residuals).map(residual -> residual * residual).sum();
        return squares / Math.max(1, residuals.length - WEEK);
    }

    private static double inflation(double[] residuals) {
        var products = 0.0;
        var squares = 0.0;
        for (var i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            products += i == 0 ? 0 : residuals[i] * residuals[i - 1];
        }
        var correlation = squares == 0 ? 0 : Math.max(0, Math.min(MOST_CORRELATION, products / squares));
        return (1 + correlation) / (1 - correlation);
    }
}
