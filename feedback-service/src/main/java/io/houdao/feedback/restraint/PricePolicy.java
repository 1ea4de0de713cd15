package io.houdao.feedback.restraint;

/**
 * How fast a scene's price of harm may move.
 *
 * @param stepMicros η, by how much one negative showing more than accepted moves the price
 * @param maxStepMicros furthest it moves in one window, up or down
 * @param holdWindows windows that must close after a rise before it may fall, and after any step before it may take a small
 *     one: what was shown at the old price still has to come in
 * @param deadBand how many standard deviations a count must lie above what is accepted to begin with a price, or to raise one
 *     before its time
 * @param materialChange the least share of itself by which a price moves; what would move it by less waits for more
 * @param memoryWindows counts that have said nothing for so many windows are forgotten: over a long time chance alone
 *     carries them so far that they would drown what is new
 * @param idleWindows after so many windows in which nothing was shown the price fades, or a scene that went silent could
 *     never speak again
 * @param idleFall the share of the price that fades then
 */
public record PricePolicy(
        long stepMicros,
        long maxStepMicros,
        int holdWindows,
        double deadBand,
        double materialChange,
        int memoryWindows,
        int idleWindows,
        double idleFall) {

    public PricePolicy {
        if (stepMicros < 1
                || maxStepMicros < 1
                || holdWindows < 0
                || deadBand < 0
                || materialChange < 0
                || memoryWindows < 1
                || idleWindows < 1) {
            throw new IllegalArgumentException("steps and windows must be positive");
        }
        if (!(idleFall > 0 && idleFall <= 1)) {
            throw new IllegalArgumentException("idleFall must be in (0, 1], was " + idleFall);
        }
    }
}
