package io.houdao.benchmark.learn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What scenes accept: a part of the skips per showing that they were used to before the judged days. */
final class AcceptedSkips {

    private final double part;
    private final List<Exposure> before;

    private AcceptedSkips(double part, List<Exposure> before) {
        this.part = part;
        this.before = before;
    }

    /** {@code part} of what was usual in each judged scene, or in all where that one is new. */
    static Map<String, Double> byScene(double part, List<Exposure> exposures) {
        var accepted = new AcceptedSkips(
                part, exposures.stream().filter(exposure -> !exposure.judged()).toList());
        var byScene = new HashMap<String, Double>();
        exposures.stream()
                .filter(Exposure::judged)
                .map(Exposure::scene)
                .forEach(scene -> byScene.computeIfAbsent(scene, accepted::of));
        return byScene;
    }

    private double of(String scene) {
        var here = skipShare(exposure -> exposure.scene().equals(scene));
        return part * (Double.isNaN(here) ? skipShare(exposure -> true) : here);
    }

    /** NaN if none of them is meant. */
    private double skipShare(Predicate<Exposure> meant) {
        return before.stream()
                .filter(meant)
                .mapToInt(exposure -> exposure.skipped() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
