package io.houdao.feedback.learning;

import io.houdao.contracts.feedback.ExperienceControl;
import io.houdao.feedback.experience.Counts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Response rates that do not jump to conclusions: each is drawn towards a prior as if {@code strength} impressions had
 * been seen to respond at the prior's rate (empirical Bayes with a beta prior).
 *
 * <p>With strength 20 and a prior of 0.02, 4 closes of 10 impressions give (4 + 0.4) / 30 = 0.147, and 400 of 1,000 give
 * 0.393.
 */
public record Shrinkage(double strength) {

    /** The rates of {@code counts}, drawn towards {@code prior}. */
    public Rates rates(Counts counts, Rates prior) {
        return new Rates(
                towards(prior.click(), counts.clicks(), counts.impressions()),
                towards(prior.close(), counts.closes(), counts.impressions()),
                towards(prior.hide(), counts.hides(), counts.impressions()),
                towards(prior.complaint(), counts.complaints(), counts.impressions()),
                towards(prior.useful(), counts.useful(), counts.impressions()));
    }

    private double towards(double prior, long responses, long impressions) {
        var seen = Math.max(impressions, responses);
        return (responses + strength * prior) / (seen + strength);
    }

    /** How people respond, per impression, each in [0, 1]. */
    public record Rates(double click, double close, double hide, double complaint, double useful) {

        /** Before anything is known. */
        public static final Rates START = new Rates(0.01, 0.02, 0.001, 0.0001, 0.1);

        /** What placement-service is told of {@code pair}. */
        ExperienceControl.ResponseRates control(Pair pair, long impressions, @Nullable String model, Instant since) {
            return new ExperienceControl.ResponseRates(
                    pair.creative(), pair.scene(), click, close, hide, complaint, useful, impressions, since, model);
        }

        /** Whether any of them differs from {@code other}'s by more than {@code share} of it and by more than 1 in 1,000. */
        public boolean movedFrom(Rates other, double share) {
            return moved(click, other.click, share)
                    || moved(close, other.close, share)
                    || moved(hide, other.hide, share)
                    || moved(complaint, other.complaint, share)
                    || moved(useful, other.useful, share);
        }

        private static boolean moved(double now, double before, double share) {
            var change = Math.abs(now - before);
            return change > 0.001 && change > share * before;
        }
    }
}
