package io.houdao.benchmark.learn;

import io.houdao.benchmark.Figures;
import io.houdao.benchmark.UsageError;
import io.houdao.feedback.learning.CalibrationAlarm;
import io.houdao.feedback.learning.FtrlParameters;
import io.houdao.feedback.learning.PredictionQuality;
import io.houdao.feedback.learning.ResponseLearner;
import java.util.List;

/** How well one response is predicted on 1–8 May, each exposure before it is learnt from, after learning from 25–30 April. */
final class ResponseBenchmark {

    private static final String TARGET_WITH_GATES = "is_click";
    private static final double LEAST_AUC = 0.7132 - 0.003;

    /** A gradient-boosted forest's, on the same columns. */
    private static final double FOREST_AUC = 0.7224;

    private static final double MOST_LOG_LOSS = 0.613;

    private final String target;
    private final FtrlParameters parameters;
    private final boolean gated;

    ResponseBenchmark(String target, FtrlParameters parameters, boolean ownFeatures) {
        this.target = target;
        this.parameters = parameters;
        this.gated = target.equals(TARGET_WITH_GATES) && !ownFeatures;
    }

    void run(List<Exposure> exposures, Figures figures) {
        var share = priorShare(exposures);
        var learner = new ResponseLearner(parameters.withPriorShare(share));
        var quality = new PredictionQuality();
        var alarm = new CalibrationAlarm();
        for (var exposure : exposures) {
            var prediction = learner.learn(exposure.scene(), exposure.slots(), exposure.target());
            if (exposure.judged()) {
                quality.add(prediction, exposure.target());
                alarm.add(prediction, exposure.target());
            }
        }
        figures.say(
                "%n%s: %.3f %% of the exposures learnt from, %,d of %,d judged; %,d weights are not zero",
                target, 100 * share, quality.positives(), quality.size(), learner.nonZeroWeights());
        report(quality, alarm, figures);
    }

    private void report(PredictionQuality quality, CalibrationAlarm alarm, Figures figures) {
        figures.gate(!alarm.isRaised(), "the calibration alarm is silent");
        figures.say("        log loss %.4f", quality.logLoss());
        if (gated) {
            gates(quality, figures);
        }
        figures.add("kuairand_auc", "%.4f", quality.auc(), "");
        figures.add("kuairand_calibration", "%.4f", quality.calibration(), "x");
    }

    private static void gates(PredictionQuality quality, Figures figures) {
        figures.gate(quality.auc() >= LEAST_AUC, "AUC %.4f, at least %.4f", quality.auc(), LEAST_AUC);
        figures.gate(
                quality.logLoss() <= MOST_LOG_LOSS, "log loss %.4f, at most %.3f", quality.logLoss(), MOST_LOG_LOSS);
        var calibration = quality.calibration();
        figures.gate(calibration >= 0.97 && calibration <= 1.03, "calibration %.4f, within [0.97, 1.03]", calibration);
        figures.say("        AUC of a gradient-boosted forest: %.4f", FOREST_AUC);
    }

    private double priorShare(List<Exposure> exposures) {
        var learnt = exposures.stream().filter(exposure -> !exposure.judged()).count();
        var positives = exposures.stream()
                .filter(exposure -> !exposure.judged() && exposure.target())
                .count();
        if (positives == 0 || positives == learnt) {
            throw new UsageError("--target: " + target + " is the same for every exposure to learn from");
        }
        return (double) positives / learnt;
    }
}
