package io.houdao.benchmark.learn;

import io.houdao.feedback.learning.FtrlParameters;
import io.houdao.feedback.learning.ResponseLearner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays a log under restraint. On the days before the judged ones everything is shown and learnt from; they also say what
 * each scene is used to. From then on an exposure is shown only if it is worth its scene's price, and what was not shown
 * teaches nothing, as it would in earnest.
 */
final class RestraintSimulation {

    private static final double STEP = 0.02;
    private static final double HIGHEST_PRICE = 10;

    private final Map<String, Double> acceptedByScene;
    private final ResponseLearner skips;
    private final ResponseLearner satisfaction;
    private final Map<String, SceneRun> runByScene = new HashMap<>();

    /** One scene's price, and what it led to. */
    record SceneRun(ScenePrice price, SceneTally tally) {}

    /** @param acceptedByScene which share of its showings may be skipped, of every judged scene */
    RestraintSimulation(Map<String, Double> acceptedByScene, FtrlParameters parameters) {
        this.acceptedByScene = acceptedByScene;
        this.skips = new ResponseLearner(parameters);
        this.satisfaction = new ResponseLearner(parameters);
    }

    /** What happened on the judged days, by scene. */
    Map<String, SceneRun> run(List<Exposure> exposures) {
        exposures.stream().filter(exposure -> !exposure.judged()).forEach(this::learn);
        exposures.stream()
                .filter(Exposure::judged)
                .forEach(exposure -> offer(
                        exposure,
                        runByScene.computeIfAbsent(
                                exposure.scene(), scene -> begin(acceptedByScene.getOrDefault(scene, 1.0)))));
        return runByScene;
    }

    private void offer(Exposure exposure, SceneRun run) {
        var value = satisfaction.predict(exposure.scene(), exposure.slots());
        var negative = skips.predict(exposure.scene(), exposure.slots());
        var served = run.price().accepts(value, negative);
        run.tally().add(exposure, served, run.price().price());
        if (served) {
            run.price().shown(exposure.skipped());
            learn(exposure);
        }
    }

    private void learn(Exposure exposure) {
        skips.learn(exposure.scene(), exposure.slots(), exposure.skipped());
        satisfaction.learn(exposure.scene(), exposure.slots(), exposure.satisfied());
    }

    private static SceneRun begin(double acceptedShare) {
        return new SceneRun(new ScenePrice(acceptedShare, STEP, HIGHEST_PRICE), new SceneTally());
    }
}
