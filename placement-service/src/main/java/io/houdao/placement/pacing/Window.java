package io.houdao.placement.pacing;

/**
 * What happened to one line item between two looks at it, on one replica or on all.
 *
 * @param micros what its showings are expected to cost: the charge, times the probability of what is charged for
 * @param opportunities how often it could have been shown, as far as is counted
 */
public record Window(double micros, double showings, double opportunities) {

    /** Nothing happened. */
    public static final Window EMPTY = new Window(0, 0, 0);

    public Window plus(Window other) {
        return new Window(micros + other.micros, showings + other.showings, opportunities + other.opportunities);
    }
}
