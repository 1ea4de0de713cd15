package io.houdao.feedback.experience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.feedback.experience.Counts.Basis;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How often people closed what they were shown.
 *
 * @param basis what {@code closeRate} counts against: {@code offered} or {@code impressions}
 * @param trials how many of those there were
 * @param negatives showings closed, hidden or complained about, each once
 * @param closeRate closes per trial; absent where there were none
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloseRate(
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
        double high) {

    /** The rate of {@code counts} in a group. */
    static CloseRate of(@Nullable String scene, @Nullable String slotId, @Nullable UUID creativeId, Counts counts) {
        var trials = counts.trials();
        var interval = Interval.of(counts.closes(), trials);
        return new CloseRate(
                scene,
                slotId,
                creativeId,
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
                trials == 0 ? null : (double) counts.closes() / trials,
                interval.low(),
                interval.high());
    }

    private static String text(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }
}
