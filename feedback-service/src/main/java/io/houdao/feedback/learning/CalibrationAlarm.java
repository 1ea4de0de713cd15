package io.houdao.feedback.learning;

/**
 * Watches whether as much happens as was predicted. Raised when Σp / Σy leaves [0.9, 1.1], but never on fewer than 100
 * positives: at 100 the ratio's standard error is already a tenth. For one thread and one window; begin a new one for the
 * next.
 */
public final class CalibrationAlarm {

    private static final int ENOUGH_POSITIVES = 100;
    private static final double LOWEST = 0.9;
    private static final double HIGHEST = 1.1;

    private double predicted;
    private long happened;

    public void add(double prediction, boolean happened) {
        this.predicted += prediction;
        this.happened += happened ? 1 : 0;
    }

    /** Σp / Σy; NaN or infinite while nothing happened. */
    public double ratio() {
        return predicted / happened;
    }

    public boolean isRaised() {
        return happened >= ENOUGH_POSITIVES && (ratio() < LOWEST || ratio() > HIGHEST);
    }
}
