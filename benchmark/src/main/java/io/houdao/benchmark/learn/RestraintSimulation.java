package io.houdao.benchmark.learn;

import io.houdao.feedback.learning.FtrlParameters;
import io.houdao.feedback.learning.ResponseLearner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Replays a log under restraint. On the days before the judged ones everything is shown and learnt from; they also say what
 * each scene is used to. From then on an exposure is shown only if it is worth its scene's price, and what was not shown
 * teaches nothing, as it would in earnest.
 */
final class RestraintSimulation {

    private static final double STEP = 0.02;
    private static final double HIGHEST_PRICE = 10;

    private final double acceptedPart;
    private final ResponseLearner skips;
    private final ResponseLearner satisfaction;
    private final Map<String, SceneRun> runByScene = new HashMap<>();

    /** One scene's price, and what it led to. */
    record SceneRun(ScenePrice price, SceneTally tally) {}

    /** @param acceptedPart which part of the skips per showing that a scene is used to it accepts */
    RestraintSimulation(double acceptedPart, FtrlParameters parameters) {
        this.acceptedPart = acceptedPart;
        this.skips = new ResponseLearner(parameters);
        this.satisfaction = new ResponseLearner(parameters);
    }

    /** What happened on the judged days, by scene. */
    Map<String, SceneRun> run(List<Exposure> exposures) {
        var before = exposures.stream().filter(exposure -> !exposure.judged()).toList();
        before.forEach(this::learn);
        exposures.stream()
                .filter(Exposure::judged)
                .forEach(exposure ->
                        offer(exposure, runByScene.computeIfAbsent(exposure.scene(), scene -> begin(scene, before))));
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

    private SceneRun begin(String scene, List<Exposure> before) {
        var here = skipShare(before, exposure -> exposure.scene().equals(scene));
        var usual = Double.isNaN(here) ? skipShare(before, exposure -> true) : here;
        return new SceneRun(new ScenePrice(acceptedPart * usual, STEP, HIGHEST_PRICE), new SceneTally());
    }

    /** NaN if none of them is meant. */
    private static double skipShare(List<Exposure> exposures, Predicate<Exposure> meant) {
        return exposures.stream()
                .filter(meant)
                .mapToInt(exposure -> exposure.skipped() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
