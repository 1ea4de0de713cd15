package io.houdao.feedback.experience;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How the people of one cohort fared. Cohorts are equally large, so their numbers compare as they are: who asks less often
 * than the others use their devices less.
 *
 * @param cohort {@code held-back}, who see at most half as many ads, or {@code control}
 * @param opportunities how often their devices asked
 * @param shown ads handed out
 * @param negatives showings closed, hidden or complained about, each once
 * @param adLoad ads per opportunity
 * @param negativeRate negatives per showing
 * @param clickRate clicks per showing
 * @param usefulRate of showings
 */
record CohortOutcome(
        String cohort,
        long opportunities,
        long shown,
        long impressions,
        long clicks,
        long closes,
        long hides,
        long complaints,
        long negatives,
        long useful,
        Rate adLoad,
        Rate negativeRate,
        Rate clickRate,
        Rate usefulRate) {

    static CohortOutcome read(ResultSet row) throws SQLException {
        var counts = Counts.read(row);
        var opportunities = row.getLong("opportunities");
        var shown = row.getLong("shown");
        return new CohortOutcome(
                row.getString("cohort"),
                opportunities,
                shown,
                counts.impressions(),
                counts.clicks(),
                counts.closes(),
                counts.hides(),
                counts.complaints(),
                counts.negatives(),
                counts.useful(),
                Rate.of(shown, opportunities),
                Rate.of(counts.minded().negatives(), counts.trials()),
                Rate.of(counts.clicks(), counts.impressions()),
                Rate.of(counts.useful(), counts.impressions()));
    }
}
