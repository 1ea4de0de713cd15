package io.houdao.feedback.scorecard;

import com.fasterxml.jackson.annotation.JsonValue;
import io.houdao.feedback.experience.Interval;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The three wins of one campaign, the user's first. A campaign whose user side lost has failed, whatever it earned.
 *
 * @param outcome {@code failed} where the user side lost, {@code three-wins} where all won, {@code open} otherwise
 */
record Scorecard(
        UUID campaignId, UUID advertiserId, Outcome outcome, User user, Advertiser advertiser, Platform platform) {

    /** What is too little to say anything. */
    private static final long ENOUGH = 30;

    /** The card of {@code sums}, beside those of all campaigns of the same time. */
    static Scorecard of(CampaignSums sums, CampaignSums all) {
        var user = User.of(sums);
        var advertiser = Advertiser.of(sums, all);
        var platform = Platform.of(sums);
        return new Scorecard(
                sums.campaignId(),
                sums.advertiserId(),
                Outcome.of(user.verdict(), advertiser.verdict(), platform.verdict()),
                user,
                advertiser,
                platform);
    }

    /**
     * What it was for people.
     *
     * @param negativeShare of showings that met with a close, a hide or a complaint, and its 95 % interval
     * @param acceptedShare what the scenes in which it ran accept, each by its showings
     * @param stars the mean; absent where nobody rated it
     * @param disturbedShare of those who were asked; absent where nobody was
     * @param verdict lost where more minded than is accepted, beyond chance; won where no more did
     */
    record User(
            long showings,
            double negativeShare,
            double low,
            double high,
            double acceptedShare,
            long complaints,
            double usefulShare,
            @Nullable Double stars,
            @Nullable Double disturbedShare,
            Verdict verdict) {

        static User of(CampaignSums sums) {
            var trials = Math.max(sums.showings(), sums.negatives());
            var interval = Interval.of(sums.negatives(), trials);
            var accepted = share(sums.accepted(), sums.showings());
            return new User(
                    sums.showings(),
                    share(sums.negatives(), trials),
                    interval.low(),
                    interval.high(),
                    accepted,
                    sums.complaints(),
                    share(sums.useful(), sums.showings()),
                    sums.ratings() == 0 ? null : share(sums.stars(), sums.ratings()),
                    sums.asked() == 0 ? null : share(sums.disturbed(), sums.asked()),
                    Verdict.of(trials, interval.low() > accepted, share(sums.negatives(), trials) <= accepted));
        }
    }

    /**
     * What it brought its advertiser.
     *
     * @param responses clicks, check-ins and conversions
     * @param responseShare of showings, and its 95 % interval
     * @param usualShare that of all campaigns of the time
     * @param verdict lost where fewer responded than usual, beyond chance; won where no fewer did
     */
    record Advertiser(
            long responses,
            double responseShare,
            double low,
            double high,
            double usualShare,
            long conversions,
            long conversionMicros,
            Verdict verdict) {

        static Advertiser of(CampaignSums sums, CampaignSums all) {
            var responses = sums.clicks() + sums.checkIns() + sums.conversions();
            var trials = Math.max(sums.showings(), responses);
            var interval = Interval.of(responses, trials);
            var usual = share(all.clicks() + all.checkIns() + all.conversions(), all.showings());
            return new Advertiser(
                    responses,
                    share(responses, trials),
                    interval.low(),
                    interval.high(),
                    usual,
                    sums.conversions(),
                    sums.conversionMicros(),
                    Verdict.of(trials, interval.high() < usual, share(responses, trials) >= usual));
        }
    }

    /**
     * What it brought the platform.
     *
     * @param billedMicros what the advertiser owes; what is sold by time is not counted here
     * @param verdict won where anything was earned
     */
    record Platform(long billedMicros, double billedPerShowingMicros, Verdict verdict) {

        static Platform of(CampaignSums sums) {
            return new Platform(
                    sums.billedMicros(),
                    share(sums.billedMicros(), sums.showings()),
                    Verdict.of(sums.showings(), false, sums.billedMicros() > 0));
        }
    }

    private static double share(double part, long whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** How one side fared; open while too little is known, or chance might explain it. */
    enum Verdict {
        WON,
        OPEN,
        LOST;

        private static Verdict of(long trials, boolean lost, boolean won) {
            if (trials < ENOUGH) {
                return OPEN;
            }
            if (lost) {
                return LOST;
            }
            return won ? WON : OPEN;
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the campaign fared. */
    enum Outcome {
        THREE_WINS,
        OPEN,
        FAILED;

        static Outcome of(Verdict user, Verdict advertiser, Verdict platform) {
            if (user == Verdict.LOST) {
                return FAILED;
            }
            return user == Verdict.WON && advertiser == Verdict.WON && platform == Verdict.WON ? THREE_WINS : OPEN;
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
