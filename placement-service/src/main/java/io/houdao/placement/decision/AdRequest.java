package io.houdao.placement.decision;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.SlotId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The question: what may fill these slots now?
 *
 * @param requestId comes back in the answer; made up where it is left out
 * @param scene such as {@code home/sport}; without it there is no ad
 * @param exposureState what an earlier answer gave the device to keep
 * @param locale a language tag such as {@code zh-CN}: ads that are for some languages only run where it names one of them; texts
 *     of our own come in Chinese and English whatever it says
 * @param region where the device is, no closer than its country or a subdivision of that, such as {@code CN-GD}; ads that are for
 *     some regions only run where it is one of them or lies in one. It serves this answer and is kept nowhere
 */
record AdRequest(
        @Size(max = 100) @Nullable String requestId,
        @Size(max = 100) @Nullable String scene,
        @NotEmpty @Size(max = 50) List<@NotNull @Valid Opportunity> opportunities,
        @Size(max = 8192) @Nullable String exposureState,
        @Size(max = 35) @Nullable String locale,
        @Nullable Region region) {

    private static final int LONGEST_LANGUAGE = 3;
    /** By language tag. There are few, and to take one apart costs more than to find a slot. */
    private static final LoadingCache<String, Optional<Language>> SPOKEN =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build(AdRequest::language);

    /** The language of the locale; null where it names none. */
    @Nullable
    Language spoken() {
        return locale == null ? null : SPOKEN.get(locale).orElse(null);
    }

    private static Optional<Language> language(String tag) {
        return Optional.of(Locale.forLanguageTag(tag).getLanguage())
                .filter(code -> !code.isEmpty() && code.length() <= LONGEST_LANGUAGE)
                .map(Language::new);
    }

    /**
     * One place that could show something.
     *
     * @param opportunityId unique in the request; comes back in the answer
     * @param deals the only line items that it may be filled from; left out or empty, any that is not for deals only
     * @param companionTo an earlier opportunity of the request: what is shown there may be accompanied here by the same line
     *     item, and by nothing else; without an ad there, there is none here
     * @param roadblock a name: all opportunities of the request that share it are filled by one campaign together, or none is
     */
    record Opportunity(
            @NotBlank @Size(max = 100) String opportunityId,
            @NotNull SlotId slotId,
            @Size(max = 200) Set<@NotNull LineItemId> deals,
            @Size(max = 100) @Nullable String companionTo,
            @Size(max = 100) @Nullable String roadblock) {

        Opportunity(
                String opportunityId,
                SlotId slotId,
                @Nullable Set<LineItemId> deals,
                @Nullable String companionTo,
                @Nullable String roadblock) {
            this.opportunityId = opportunityId;
            this.slotId = slotId;
            this.deals = deals == null ? Set.of() : deals;
            this.companionTo = companionTo;
            this.roadblock = roadblock;
        }
    }
}
