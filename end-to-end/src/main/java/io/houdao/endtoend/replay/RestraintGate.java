package io.houdao.endtoend.replay;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What restraint costs and spares on the days on which it is judged, when every scene is to have a tenth fewer closes per
 * showing than was usual before.
 */
final class RestraintGate {

    private static final double ACCEPTED_PART = 0.9;

    /** Where nobody closed anything: a scene must accept something. */
    private static final double LEAST_ACCEPTED = 0.001;

    private final List<Exposure> before;
    private final String mainScene;
    private final Map<String, Double> acceptedShareByScene = new TreeMap<>();
    private final List<Long> prices = new ArrayList<>();
    private final Sums all = new Sums();
    private final Sums main = new Sums();

    RestraintGate(List<Exposure> exposures) {
        this.before =
                exposures.stream().filter(exposure -> !exposure.isJudged()).toList();
        var numberByScene = new TreeMap<String, Integer>();
        exposures.stream()
                .filter(Exposure::isJudged)
                .forEach(exposure -> numberByScene.merge(exposure.scene(), 1, Integer::sum));
        numberByScene
                .keySet()
                .forEach(scene ->
                        acceptedShareByScene.put(scene, Math.max(LEAST_ACCEPTED, ACCEPTED_PART * usual(scene))));
        this.mainScene = numberByScene.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Whether the log reaches the days that are judged. */
    boolean applies() {
        return !before.isEmpty() && !acceptedShareByScene.isEmpty();
    }

    /** What each scene accepts on these days: what was usual there, or in all scenes where it was not seen before. */
    Map<String, Double> acceptedShareByScene() {
        return acceptedShareByScene;
    }

    private double usual(String scene) {
        var here = closeShare(exposure -> exposure.scene().equals(scene));
        return Double.isNaN(here) ? closeShare(exposure -> true) : here;
    }

    /** NaN if none of them is meant. */
    private double closeShare(Predicate<Exposure> meant) {
        return before.stream()
                .filter(meant)
                .mapToInt(exposure -> exposure.isClosed() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** The scene with the most exposures. */
    String mainScene() {
        return mainScene;
    }

    /** Notes the price of harm in the main scene. */
    void price(long micros) {
        prices.add(micros);
    }

    void add(Exposure exposure, boolean isShown) {
        if (exposure.isJudged()) {
            all.add(exposure, isShown);
            if (exposure.scene().equals(mainScene)) {
                main.add(exposure, isShown);
            }
        }
    }

    void print(PrintStream out) {
        var gap = main.closesShown / Math.max(1, main.shown) - acceptedShareByScene.getOrDefault(mainScene, 0.0);
        out.println();
        out.printf("Restraint on %,.0f exposures, after what was usual on the %,d before:%n", all.asked, before.size());
        say(out, "restraint_load", all.shown / all.asked, "x", all.shown <= 0.81 * all.asked, "at most 0.81");
        var avoided = 100 * (1 - all.closesShown / Math.max(1, all.closes));
        say(out, "restraint_closes_avoided", avoided, "%", avoided >= 25, "at least 25");
        var kept = 100 * all.satisfiedShown / Math.max(1, all.satisfied);
        say(out, "restraint_satisfied_kept", kept, "%", kept >= 93, "at least 93");
        say(
                out,
                "restraint_main_gap",
                gap,
                "",
                Math.abs(gap) <= 0.003,
                "within 0.003 of what " + mainScene + " accepts");
        say(
                out,
                "restraint_swing",
                swing(),
                "",
                swing() <= 1,
                "of its mean, the price there in the last half: at most 1");
    }

    private static void say(PrintStream out, String name, double value, String unit, boolean isMet, String gate) {
        out.printf("  %-25s %8.4f %-2s %s (%s)%n", name, value, unit, isMet ? "met" : "missed", gate);
    }

    /** How much the price moves around its mean over the last half; 0 where it never rose. */
    private double swing() {
        var last = prices.subList(prices.size() / 2, prices.size());
        var mean = last.stream().mapToLong(Long::longValue).average().orElse(0);
        var variance = last.stream()
                .mapToDouble(price -> (price - mean) * (price - mean))
                .average()
                .orElse(0);
        return mean == 0 ? 0 : Math.sqrt(variance) / mean;
    }

    /** What was asked for, and what of it was shown. */
    private static final class Sums {

        private double asked;
        private double closes;
        private double satisfied;
        private double shown;
        private double closesShown;
        private double satisfiedShown;

        void add(Exposure exposure, boolean isShown) {
            var closed = exposure.isClosed() ? 1 : 0;
            var pleased = exposure.viewedLong() ? 1 : 0;
            asked++;
            closes += closed;
            satisfied += pleased;
            if (isShown) {
                shown++;
                closesShown += closed;
                satisfiedShown += pleased;
            }
        }
    }
}
