package io.houdao.benchmark.learn;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.learn.RestraintSimulation.SceneRun;
import io.houdao.feedback.learning.FtrlParameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What restraint costs and spares when every scene is to have a tenth fewer skips per showing. */
final class RestraintBenchmark {

    private static final String MAIN_SCENE = "1";
    private static final double ACCEPTED_PART = 0.9;

    private final int bits;

    RestraintBenchmark(int bits) {
        this.bits = bits;
    }

    /** Learns with the common parameters whatever the options say, so that runs can be compared; features follow them. */
    void run(List<Exposure> exposures, Figures figures) {
        var simulation =
                new RestraintSimulation(ACCEPTED_PART, FtrlParameters.common().withBits(bits));
        var runByScene = simulation.run(exposures);
        var all =
                SceneTally.sum(runByScene.values().stream().map(SceneRun::tally).toList());
        var main = Objects.requireNonNull(runByScene.get(MAIN_SCENE), "the log has no scene " + MAIN_SCENE);
        var gap = main.tally().skipShare() - main.price().acceptedShare();
        var swing = main.tally().priceSwing();

        describe(runByScene, figures);
        figures.gate(all.load() <= 0.81, "load %.4f, at most 0.81", all.load());
        figures.gate(all.skipsAvoided() >= 0.25, "%.1f %% of the skips avoided, at least 25", 100 * all.skipsAvoided());
        figures.gate(
                all.satisfiedKept() >= 0.93,
                "%.1f %% of the satisfied views kept, at least 93",
                100 * all.satisfiedKept());
        figures.gate(Math.abs(gap) <= 0.003, "scene 1 is %+.4f off its target, at most ±0.003", gap);
        figures.gate(
                swing <= 1, "the price in scene 1 swings by %.2f of its mean over the last half, at most 1", swing);

        figures.add("restraint_load", "%.4f", all.load(), "x");
        figures.add("restraint_satisfied_kept", "%.2f", 100 * all.satisfiedKept(), "%");
    }

    private static void describe(Map<String, SceneRun> runByScene, Figures figures) {
        figures.say("%nRestraint, by scene: load, skips per showing and what it accepts, satisfied views kept");
        new TreeMap<>(runByScene)
                .forEach((scene, run) -> figures.say(
                        "        %2s: %.3f, %.3f (%.3f), %.3f",
                        scene,
                        run.tally().load(),
                        run.tally().skipShare(),
                        run.price().acceptedShare(),
                        run.tally().satisfiedKept()));
    }
}
