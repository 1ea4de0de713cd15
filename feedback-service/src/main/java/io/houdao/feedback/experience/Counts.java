package io.houdao.feedback.experience;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How often what happened.
 *
 * @param offered showings whose × became visible
 * @param negatives showings that met with a close, a hide or a complaint, each once however often the person said so
 */
public record Counts(
        long offered,
        long impressions,
        long clicks,
        long closes,
        long hides,
        long complaints,
        long negatives,
        long useful) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    /** Reads the columns of these names. */
    public static Counts read(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("offered"),
                row.getLong("impressions"),
                row.getLong("clicks"),
                row.getLong("closes"),
                row.getLong("hides"),
                row.getLong("complaints"),
                row.getLong("negatives"),
                row.getLong("useful"));
    }

    public Counts plus(Counts other) {
        return new Counts(
                offered + other.offered,
                impressions + other.impressions,
                clicks + other.clicks,
                closes + other.closes,
                hides + other.hides,
                complaints + other.complaints,
                negatives + other.negatives,
                useful + other.useful);
    }

    /** The opposite, which takes these away again when added. */
    public Counts negated() {
        return new Counts(-offered, -impressions, -clicks, -closes, -hides, -complaints, -negatives, -useful);
    }

    /**
     * What closes are counted against. Only a × that was offered could be pressed, so {@link Basis#OFFERED} wherever it is
     * reported; where it is not, or for less than was closed, impressions.
     */
    public Basis basis() {
        return offered > 0 && offered >= negatives && offered >= closes ? Basis.OFFERED : Basis.IMPRESSIONS;
    }

    /** The number of showings that {@link #basis} counts; never fewer than met with negative feedback, which proves one. */
    public long trials() {
        return Math.max(basis() == Basis.OFFERED ? offered : impressions, Math.max(closes, negatives));
    }

    /** What a rate is counted against. */
    public enum Basis {
        OFFERED,
        IMPRESSIONS
    }
}
