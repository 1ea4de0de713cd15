package io.houdao.feedback.learning;

import java.util.function.DoubleUnaryOperator;

/** A calibration that keeps {@code margin} away from 0 and 1. */
record FittedCalibration(DoubleUnaryOperator calibration, double margin) {

    /** Leaves scores as they are. */
    static final FittedCalibration NONE = new FittedCalibration(score -> score, 0);

    static FittedCalibration of(IsotonicCalibration calibration, int observations) {
        return new FittedCalibration(calibration::calibrate, 1.0 / (observations + 2));
    }

    double calibrate(double score) {
        return Math.min(Math.max(calibration.applyAsDouble(score), margin), 1 - margin);
    }
}
