package io.houdao.feedback.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.feedback.experience.Counts.Basis;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often people closed what they were shown, hid it, or complained about it.
 *
 * @param at when the day or hour begins (UTC); absent where they are not told apart
 * @param basis what rates count against: {@code offered} or {@code impressions}
 * @param trials how many of those there were
 * @param negatives showings closed, hidden or complained about, each once
 * @param closeRate closes of the trials per trial, which leaves out what is closed on devices that do not tell of the offer
 *     where the basis is {@code offered}; absent where there were none
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param hideRate hides per trial
 * @param complaintRate complaints per trial
 * @param perOpportunity the same against all that was asked for; absent for single creatives, which nobody asks for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloseRate(
        @Nullable String at,
        @Nullable String scene,
        @Nullable String slotId,
        @Nullable UUID creativeId,
        String basis,
        long trials,
        long offered,
        long impressions,
        long clicks,
        long closes,
        long hides,
        long complaints,
        long negatives,
        long useful,
        @Nullable Double closeRate,
        double low,
        double high,
        Rate hideRate,
        Rate complaintRate,
        @Nullable PerOpportunity perOpportunity) {

    /** The rates of {@code counts} in {@code group}, of which so many {@code opportunities} are known. */
    static CloseRate of(Group group, Counts counts, @Nullable Long opportunities) {
        var trials = counts.trials();
        var minded = counts.minded();
        var closes = Rate.of(minded.closes(), trials);
        return new CloseRate(
                group.at(),
                group.scene(),
                group.slotId(),
                group.creativeId(),
                text(counts.basis()),
                trials,
                counts.offered(),
                counts.impressions(),
                counts.clicks(),
                counts.closes(),
                counts.hides(),
                counts.complaints(),
                counts.negatives(),
                counts.useful(),
                closes.share(),
                closes.low(),
                closes.high(),
                Rate.of(minded.hides(), trials),
                Rate.of(minded.complaints(), trials),
                opportunities == null ? null : PerOpportunity.of(counts, opportunities));
    }

    private static String text(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }

    /** What is told apart; absent what is not. */
    record Group(
            @Nullable String at,
            @Nullable String scene,
            @Nullable String slotId,
            @Nullable UUID creativeId) {}

    /**
     * Rates against what was asked for, whether or not anything was shown.
     *
     * @param opportunities that placement-service told of
     */
    record PerOpportunity(long opportunities, Rate closeRate, Rate hideRate, Rate complaintRate) {

        private static PerOpportunity of(Counts counts, long opportunities) {
            return new PerOpportunity(
                    opportunities,
                    Rate.of(counts.closes(), opportunities),
                    Rate.of(counts.hides(), opportunities),
                    Rate.of(counts.complaints(), opportunities));
        }
    }
}
