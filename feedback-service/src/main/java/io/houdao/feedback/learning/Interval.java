package io.houdao.feedback.learning;

/** From {@code low} to {@code high}, both included. */
public record Interval(double low, double high) {

    /** Whether {@code value} lies inside. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
