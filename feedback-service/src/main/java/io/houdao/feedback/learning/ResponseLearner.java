package io.houdao.feedback.learning;

/**
 * One response, such as a click, learnt showing by showing: a model and its calibration in each scene, refitted after every
 * {@value #REFIT_EVERY} showings. A prediction never uses what came after it. For one thread.
 */
public final class ResponseLearner {

    private static final int REFIT_EVERY = 20_000;
    private static final int REMEMBERED = 100_000;

    /** Steps fitted to fewer cost more in noise than they gain. */
    private static final int POSITIVES_TO_CALIBRATE = 500;

    private final FtrlModel model;
    private final SceneCalibration calibration = new SceneCalibration(REMEMBERED, POSITIVES_TO_CALIBRATE);
    private long learnt;

    public ResponseLearner(FtrlParameters parameters) {
        this.model = new FtrlModel(parameters);
    }

    /** The calibrated probability of the response; {@code slots} come from {@link FeatureSet#slots}. */
    public double predict(String scene, int[] slots) {
        return calibration.calibrate(scene, model.predict(slots));
    }

    /** Learns whether the response {@code happened}, and returns what {@link #predict} said just before. */
    public double learn(String scene, int[] slots, boolean happened) {
        var score = model.learn(slots, happened);
        var prediction = calibration.calibrate(scene, score);
        calibration.observe(scene, score, happened);
        if (++learnt % REFIT_EVERY == 0) {
            calibration.refit();
        }
        return prediction;
    }

    /** How many weights are not zero. */
    public int nonZeroWeights() {
        return model.nonZeroWeights();
    }
}
