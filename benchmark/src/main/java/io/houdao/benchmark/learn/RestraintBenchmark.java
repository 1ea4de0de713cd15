package io.houdao.benchmark.learn;

import io.houdao.benchmark.Figures;
import io.houdao.feedback.learning.FtrlParameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What restraint costs and spares when every scene is to have a tenth fewer skips per showing. */
final class RestraintBenchmark {

    private static final String MAIN_SCENE = "1";
    private static final double ACCEPTED_PART = 0.9;

    /** A replay has windows of a second, in which 200 exposures go out; what comes of one is counted within half of it. */
    private static final int WINDOW = 200;

    private static final int DELAY = 100;

    private final int bits;

    RestraintBenchmark(int bits) {
        this.bits = bits;
    }

    /** Learns with the common parameters whatever the options say, so that runs can be compared; features follow them. */
    void run(List<Exposure> exposures, Figures figures) {
        var accepted = AcceptedSkips.byScene(ACCEPTED_PART, exposures);
        var parameters = FtrlParameters.common().withBits(bits);
        var tallyByScene = new TreeMap<String, SceneTally>();
        new RestraintSimulation(accepted, parameters)
                .run(exposures)
                .forEach((scene, run) -> tallyByScene.put(scene, run.tally()));
        figures.say("%nRestraint by what models predict of a person, priced after every showing");
        var all = judge(tallyByScene, accepted, figures);
        figures.add("restraint_load", "%.4f", all.load(), "x");
        figures.add("restraint_satisfied_kept", "%.2f", 100 * all.satisfiedKept(), "%");

        figures.say("%nRestraint by the services' own rule and measured rates, as ./run replay --all has it");
        judge(new ServiceSimulation(accepted, WINDOW, DELAY).run(exposures), accepted, figures);
        figures.say("        the same where a window holds so many exposures, and they are counted so many later:");
        for (var window : List.of(3 * WINDOW / 4, WINDOW, 5 * WINDOW / 4)) {
            for (var delay : List.of(DELAY / 2, 3 * DELAY / 2)) {
                var recount = SceneTally.sum(new ServiceSimulation(accepted, window, delay)
                        .run(exposures)
                        .values());
                figures.say(
                        "        %d, %d: load %.4f, %.2f %% of the satisfied views kept",
                        window, delay, recount.load(), 100 * recount.satisfiedKept());
            }
        }
    }

    private static SceneTally judge(
            Map<String, SceneTally> tallyByScene, Map<String, Double> acceptedByScene, Figures figures) {
        var all = SceneTally.sum(tallyByScene.values());
        var main = Objects.requireNonNull(tallyByScene.get(MAIN_SCENE), "the log has no scene " + MAIN_SCENE);
        var gap = main.skipShare() - acceptedByScene.getOrDefault(MAIN_SCENE, 0.0);
        var swing = main.priceSwing();
        describe(tallyByScene, acceptedByScene, figures);
        figures.gate(all.load() <= 0.81, "load %.4f, at most 0.81", all.load());
        figures.gate(all.skipsAvoided() >= 0.25, "%.1f %% of the skips avoided, at least 25", 100 * all.skipsAvoided());
        figures.gate(
                all.satisfiedKept() >= 0.93,
                "%.2f %% of the satisfied views kept, at least 93",
                100 * all.satisfiedKept());
        figures.gate(Math.abs(gap) <= 0.003, "scene 1 is %+.4f off its target, at most ±0.003", gap);
        figures.gate(
                swing <= 1, "the price in scene 1 swings by %.2f of its mean over the last half, at most 1", swing);
        return all;
    }

    private static void describe(
            Map<String, SceneTally> tallyByScene, Map<String, Double> acceptedByScene, Figures figures) {
        figures.say("        by scene: load, skips per showing and what it accepts, satisfied views kept");
        new TreeMap<>(tallyByScene)
                .forEach((scene, tally) -> figures.say(
                        "        %2s: %.3f, %.3f (%.3f), %.3f",
                        scene,
                        tally.load(),
                        tally.skipShare(),
                        acceptedByScene.getOrDefault(scene, Double.NaN),
                        tally.satisfiedKept()));
    }
}
