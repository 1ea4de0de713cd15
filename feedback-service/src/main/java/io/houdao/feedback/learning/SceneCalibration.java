package io.houdao.feedback.learning;

import java.util.HashMap;
import java.util.Map;

/**
 * The calibration of one model's scores, scene by scene, from its most recent predictions: people press × more readily in
 * one scene than in another, and a model that is right on average may be wrong in each.
 *
 * <p>A scene with too few observations is calibrated together with all others; before the first {@link #refit} scores
 * pass unchanged. A probability never reaches 0 or 1: after n observations it stays 1/(n + 2) away (Laplace's rule of
 * succession). For one thread.
 */
public final class SceneCalibration {

    private final int window;
    private final int minimumPositives;
    private final RecentPredictions everywhere;
    private final Map<String, RecentPredictions> recentByScene = new HashMap<>();
    private final Map<String, FittedCalibration> fittedByScene = new HashMap<>();
    private FittedCalibration fallback = FittedCalibration.NONE;

    /**
     * @param window how many predictions each scene, and all scenes together, remember
     * @param minimumPositives a scene with fewer positives, or fewer negatives, has no calibration of its own
     */
    public SceneCalibration(int window, int minimumPositives) {
        this.window = window;
        this.minimumPositives = minimumPositives;
        this.everywhere = new RecentPredictions(window);
    }

    /** Remembers what the model said and what happened; changes nothing until {@link #refit}. */
    public void observe(String scene, double score, boolean happened) {
        everywhere.add(score, happened);
        recentByScene
                .computeIfAbsent(scene, unseen -> new RecentPredictions(window))
                .add(score, happened);
    }

    /** Fits every scene to what it remembers. */
    public void refit() {
        fallback = everywhere.fit(minimumPositives).orElse(FittedCalibration.NONE);
        fittedByScene.clear();
        recentByScene.forEach(
                (scene, recent) -> recent.fit(minimumPositives).ifPresent(fitted -> fittedByScene.put(scene, fitted)));
    }

    /** The probability that {@code score} stands for in {@code scene}. */
    public double calibrate(String scene, double score) {
        return fittedByScene.getOrDefault(scene, fallback).calibrate(score);
    }
}
