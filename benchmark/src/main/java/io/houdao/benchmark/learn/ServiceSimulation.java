package io.houdao.benchmark.learn;

import io.houdao.feedback.restraint.PricePolicy;
import io.houdao.feedback.restraint.ScenePriceState;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Replays a log as {@code ./run replay --all} does through the running services, in seconds: the rates that feedback-service
 * measures, its own rule for a scene's price, in windows of so many exposures, and placement-service's objective with the same
 * ratios. What has been shown is known only some exposures later.
 */
final class ServiceSimulation {

    /** β, the worth of a useful showing; everything else is a part of it, as in the replay. */
    private static final double USEFUL = 2_700_000;

    private static final double BID = 200_000;
    private static final double LOAD = 67_500;
    private static final double CLOSE_COST = 50_000;
    private static final double HIDE_COST = 500_000;
    private static final double COMPLAINT_COST = 5_000_000;
    private static final double LEAST_ACCEPTED = 0.001;
    private static final double MOST_ACCEPTED = 0.99;
    private static final long HIGHEST_PRICE = 270_000_000;
    private static final PricePolicy POLICY = new PricePolicy(40_500, 13_500_000, 5, 3, 0.05, 1_440, 60, 0.05);

    private final Map<String, Double> acceptedByScene;
    private final int window;
    private final int delay;
    private final MeasuredRates rates = new MeasuredRates();
    private final Map<String, Integer> annoyancesByPerson = new HashMap<>();
    private final Map<String, SceneRun> runByScene = new HashMap<>();
    private final Queue<Shown> underWay = new ArrayDeque<>();

    /**
     * Prepares a replay.
     *
     * @param acceptedByScene which share of its showings may be skipped, of every scene
     * @param window exposures between two looks at what came in
     * @param delay exposures after which it is known what became of one
     */
    ServiceSimulation(Map<String, Double> acceptedByScene, int window, int delay) {
        this.acceptedByScene = acceptedByScene;
        this.window = window;
        this.delay = delay;
    }

    /** What happened on the judged days, by scene. */
    Map<String, SceneTally> run(List<Exposure> exposures) {
        for (var i = 0; i < exposures.size(); i++) {
            offer(exposures.get(i), i);
            if (i % window == 0) {
                closeWindow(i);
            }
        }
        var tallyByScene = new HashMap<String, SceneTally>();
        acceptedByScene
                .keySet()
                .forEach(scene ->
                        tallyByScene.put(scene, runByScene.computeIfAbsent(scene, unseen -> new SceneRun()).tally));
        return tallyByScene;
    }

    private void offer(Exposure exposure, int number) {
        var run = runByScene.computeIfAbsent(exposure.scene(), scene -> new SceneRun());
        var isShown = worth(exposure, run.price.micros()) > 0;
        if (exposure.judged()) {
            run.tally.add(exposure, isShown, run.price.micros());
        }
        if (isShown) {
            underWay.add(new Shown(exposure, number));
            var annoyances = (exposure.skipped() ? 1 : 0) + (exposure.hidden() ? 1 : 0);
            annoyancesByPerson.merge(exposure.person(), annoyances, Integer::sum);
        }
    }

    /** S of the serving objective, in micros. */
    private double worth(Exposure exposure, double priceMicros) {
        var expected = rates.of(exposure);
        var harm = CLOSE_COST * expected.close() + HIDE_COST * expected.hide() + COMPLAINT_COST * expected.complaint();
        var negative = expected.close() + expected.hide() + expected.complaint();
        return BID
                + USEFUL * expected.useful()
                - harm
                - priceMicros * (negative - accepted(exposure.scene()))
                - LOAD * (1 + annoyancesByPerson.getOrDefault(exposure.person(), 0));
    }

    /** A scene must accept something. */
    private double accepted(String scene) {
        return Math.max(LEAST_ACCEPTED, acceptedByScene.getOrDefault(scene, MOST_ACCEPTED));
    }

    /** Prices move on the judged days alone: before them everything is accepted. */
    private void closeWindow(int now) {
        while (!underWay.isEmpty() && underWay.element().number() <= now - delay) {
            var exposure = underWay.remove().exposure();
            rates.count(exposure);
            var run = runByScene.get(exposure.scene());
            if (run != null && exposure.judged()) {
                run.served++;
                run.negatives += exposure.skipped() || exposure.hidden() ? 1 : 0;
            }
        }
        rates.closeWindow();
        runByScene.forEach((scene, run) -> run.closeWindow(accepted(scene)));
    }

    private record Shown(Exposure exposure, int number) {}

    private static final class SceneRun {

        private final SceneTally tally = new SceneTally();
        private ScenePriceState price = ScenePriceState.CALM;
        private long served;
        private long negatives;

        void closeWindow(double accepted) {
            price = price.after(served, negatives, accepted, HIGHEST_PRICE, POLICY);
            served = 0;
            negatives = 0;
        }
    }
}
