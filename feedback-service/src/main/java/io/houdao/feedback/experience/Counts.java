package io.houdao.feedback.experience;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How often what happened.
 *
 * @param offered showings whose × became visible, as far as devices tell of it
 * @param negatives showings that met with a close, a hide or a complaint, each once however often the person said so
 * @param ofOffered what was minded of those showings whose × is known to have become visible
 */
public record Counts(
        long offered,
        long impressions,
        long clicks,
        long closes,
        long hides,
        long complaints,
        long negatives,
        long useful,
        Minded ofOffered) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, Minded.NONE);

    /**
     * The sums of all rows, under the names that {@link #read} reads. Rows of a release that did not tell apart what was minded
     * of offered showings take all of it for that, as that release did.
     */
    public static final String SUMS = """
            sum(offered) offered, sum(impressions) impressions, sum(clicks) clicks, sum(closes) closes, sum(hides) hides,
            sum(complaints) complaints, sum(negatives) negatives, sum(useful) useful,
            sum(coalesce(offered_closes, closes)) offered_closes, sum(coalesce(offered_hides, hides)) offered_hides,
            sum(coalesce(offered_complaints, complaints)) offered_complaints,
            sum(coalesce(offered_negatives, negatives)) offered_negatives""";

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
                row.getLong("useful"),
                new Minded(
                        row.getLong("offered_closes"),
                        row.getLong("offered_hides"),
                        row.getLong("offered_complaints"),
                        row.getLong("offered_negatives")));
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
                useful + other.useful,
                ofOffered.plus(other.ofOffered));
    }

    /** The opposite, which takes these away again when added. */
    public Counts negated() {
        return new Counts(
                -offered,
                -impressions,
                -clicks,
                -closes,
                -hides,
                -complaints,
                -negatives,
                -useful,
                ofOffered.negated());
    }

    /**
     * Which showings rates count. Only a × that became visible could be pressed, so {@link Basis#OFFERED} where devices tell of
     * it for at least half of the impressions; what others show is then left out of the rate, closes and showings alike. Where
     * fewer do, all impressions: there are never fewer of those, so the rate comes out lower rather than higher.
     *
     * <p>With 600 impressions on devices that tell, of which 580 offers were told and 58 closed, and 400 on devices that do not,
     * of which 80 were closed, 58 of 580 count; with 800 of the latter and 160 closed, 218 of 1,400.
     */
    public Basis basis() {
        var isUsual = offered > 0 && 2 * offered >= impressions;
        return isUsual && offered >= ofOffered.negatives && offered >= ofOffered.closes
                ? Basis.OFFERED
                : Basis.IMPRESSIONS;
    }

    /** The number of showings that {@link #basis} counts; never fewer than met with negative feedback, which proves one. */
    public long trials() {
        return basis() == Basis.OFFERED ? offered : Math.max(impressions, Math.max(closes, negatives));
    }

    /** What was minded of these showings. */
    public Minded minded() {
        return basis() == Basis.OFFERED ? ofOffered : new Minded(closes, hides, complaints, negatives);
    }

    /** Which showings a rate counts. */
    public enum Basis {
        OFFERED,
        IMPRESSIONS
    }

    /**
     * What people minded of some showings.
     *
     * @param negatives showings that met with any of it, each once
     */
    public record Minded(long closes, long hides, long complaints, long negatives) {

        public static final Minded NONE = new Minded(0, 0, 0, 0);

        private Minded plus(Minded other) {
            return new Minded(
                    closes + other.closes,
                    hides + other.hides,
                    complaints + other.complaints,
                    negatives + other.negatives);
        }

        private Minded negated() {
            return new Minded(-closes, -hides, -complaints, -negatives);
        }
    }
}
