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
    private final Map<String, Sums> sumsByScene = new TreeMap<>();

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
            sumsByScene.computeIfAbsent(exposure.scene(), scene -> new Sums()).add(exposure, isShown);
        }
    }

    /** Whether everything that is asked of restraint came true. */
    boolean isMet() {
        return figures().stream().allMatch(Figure::isMet);
    }

    /** Prints each figure beside what is asked for, and what became of every scene. */
    void print(PrintStream out) {
        out.println();
        out.printf("Restraint on %,.0f exposures, after what was usual on the %,d before:%n", all.asked, before.size());
        figures().forEach(figure -> out.println("  " + figure));
        out.println("  Scene by scene: what was shown of what was asked for, and how much of both was closed");
        sumsByScene.forEach((scene, sums) -> out.printf(
                "  %-18s %8.0f of %8.0f  load %.3f  closed %.4f, unrestrained %.4f, accepted %.4f%n",
                scene,
                sums.shown,
                sums.asked,
                sums.load(),
                sums.closeShare(),
                sums.closes / sums.asked,
                acceptedShareByScene.getOrDefault(scene, 0.0)));
    }

    private List<Figure> figures() {
        var main = sumsByScene.getOrDefault(mainScene, new Sums());
        var gap = main.closeShare() - acceptedShareByScene.getOrDefault(mainScene, 0.0);
        var avoided = 100 * (1 - all.closesShown / Math.max(1, all.closes));
        var kept = 100 * all.satisfiedShown / Math.max(1, all.satisfied);
        return List.of(
                new Figure("restraint_load", all.load(), "x", all.load() <= 0.81, "at most 0.81"),
                new Figure("restraint_closes_avoided", avoided, "%", avoided >= 25, "at least 25"),
                new Figure("restraint_satisfied_kept", kept, "%", kept >= 93, "at least 93"),
                new Figure(
                        "restraint_main_gap",
                        gap,
                        "",
                        Math.abs(gap) <= 0.003,
                        "within 0.003 of what " + mainScene + " accepts"),
                new Figure(
                        "restraint_swing",
                        swing(),
                        "",
                        swing() <= 1,
                        "of its mean, the price there in the last half: at most 1"));
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

    /** Something that was measured, and what is asked of it. */
    private record Figure(String name, double value, String unit, boolean isMet, String gate) {

        @Override
        public String toString() {
            return "%-25s %8.4f %-2s %s (%s)".formatted(name, value, unit, isMet ? "met" : "missed", gate);
        }
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

        double load() {
            return shown / Math.max(1, asked);
        }

        /** Of what was shown. */
        double closeShare() {
            return closesShown / Math.max(1, shown);
        }
    }
}
