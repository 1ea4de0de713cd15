package io.houdao.campaign.lineitem;

import static java.util.Objects.requireNonNullElse;

import io.houdao.campaign.creative.CreativeBody;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.Bid;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.Goal;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.campaign.Sequence;
import io.houdao.contracts.placement.TouchpointId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line item as an advertiser states it. Amounts are millionths of the advertiser's currency.
 *
 * @param version what the change is based on; may be sent as {@code If-Match} instead
 * @param budgetMicros all that it may ever cost; zero only for HOUSE
 * @param dailyBudgetMicros most that it may cost between two midnights in the advertiser's zone
 * @param goal required for GUARANTEED
 * @param dayparts when it may run, in the advertiser's zone; empty means always
 * @param audience absent means everybody
 * @param scenes where it may run
 * @param touchpoints where it may run; empty means every touchpoint
 * @param deviceKinds kinds of device on which it may run, such as {@code tv}; empty means on every kind
 * @param languages of requests that it may answer, such as {@code zh}; empty means whatever language was asked in
 * @param regions of requests that it may answer, such as {@code CN}, or {@code CN-GD} for a part of it; empty means wherever was asked
 *     from
 * @param dealOnly runs only where the opportunity names it
 * @param sequence for those only who were shown another line item of the campaign before; absent means for all
 * @param creatives replace those it has, where they are sent along with a change
 */
@ConsistentTerms
public record LineItemBody(
        @Nullable UUID lineItemId,
        @Nullable Long version,

        @NotBlank(message = "is required") @Size(max = 200, message = "may have at most 200 characters")
        String name,

        @NotNull(message = "is required: SPONSORSHIP, GUARANTEED, AUCTION or HOUSE")
        Delivery delivery,

        @NotNull(message = "is required, as in {\"model\":\"CPM\",\"amountMicros\":30000000}") @Valid
        BidBody bid,

        @NotNull(message = "is required: millionths of the advertiser's currency")
        @PositiveOrZero(message = "must not be negative")
        @Max(value = MOST_MICROS, message = "must be at most 1,000,000,000 units of the currency")
        Long budgetMicros,

        @Nullable @Positive(message = "must be more than nothing; leave it out for no daily limit")
        Long dailyBudgetMicros,

        @Nullable @Valid GoalBody goal,

        @NotNull(message = "is required: UTC, as in 2026-03-01T00:00:00Z")
        Instant startsAt,

        @NotNull(message = "is required: UTC, as in 2026-04-01T00:00:00Z")
        Instant endsAt,

        @Nullable @Size(max = 50, message = "may hold at most 50 dayparts")
        List<@NotNull @Valid DaypartBody> dayparts,

        @Nullable @Size(max = 20, message = "may hold at most 20 caps")
        List<@NotNull @Valid CapBody> caps,

        @Nullable @Valid AudienceTexts audience,

        @NotNull(message = "is required: the scenes it may run in, as in [\"home/entertainment\"]")
        @Size(min = 1, max = 100, message = "must name 1 to 100 scenes")
        Set<@NotNull Scene> scenes,

        @Nullable @Size(max = 500, message = "may name at most 500 touchpoints")
        Set<@NotNull TouchpointId> touchpoints,

        @Nullable @Size(max = 50, message = "may name at most 50 kinds of device")
        Set<@NotNull DeviceKind> deviceKinds,

        @Nullable @Size(max = 50, message = "may name at most 50 languages")
        Set<@NotNull Language> languages,

        @Nullable @Size(max = 500, message = "may name at most 500 regions")
        Set<@NotNull Region> regions,

        boolean dealOnly,

        @Nullable @Valid SequenceBody sequence,

        @Nullable @Size(max = 50, message = "may hold at most 50 creatives")
        List<@NotNull @Valid CreativeBody> creatives) {

    static final long MOST_MICROS = 1_000_000_000_000_000L;

    /** What an advertiser offers, and for what. */
    public record BidBody(
            @NotNull(message = "is required: CPM, CPC, CPA or FIXED_TIME")
            PricingModel model,

            @NotNull(message = "is required: millionths of the advertiser's currency")
            @PositiveOrZero(message = "must not be negative")
            @Max(value = MOST_MICROS, message = "must be at most 1,000,000,000 units of the currency")
            Long amountMicros) {}

    /** What is promised. */
    public record GoalBody(
            @Positive(message = "must be more than nothing") long impressions,

            @PositiveOrZero(message = "must not be negative")
            long penaltyMicros) {}

    /** Hours of the week; no days means every day. */
    public record DaypartBody(
            @Nullable Set<@NotNull DayOfWeek> days,

            @Min(value = 0, message = "must be 0 to 23") @Max(value = 23, message = "must be 0 to 23")
            int fromHour,

            @Min(value = 1, message = "must be 1 to 24") @Max(value = 24, message = "must be 1 to 24")
            int toHour) {}

    /** How often at most, to whom, in which sliding window. */
    public record CapBody(
            @NotNull(message = "is required: CREATIVE, LINE_ITEM, CAMPAIGN or ADVERTISER")
            FrequencyCap.Level level,

            @NotNull(message = "is required: DEVICE, PERSON or HOUSEHOLD")
            FrequencyCap.Per per,

            @Positive(message = "must be at least 1") int limit,

            @NotNull(message = "is required: an ISO 8601 duration, as in PT24H")
            Duration window) {}

    /** How long ago another line item of the campaign was shown at most, and whether to the same device, person, household. */
    public record SequenceBody(
            @NotNull(message = "is required: an ISO 8601 duration, as in PT10M")
            Duration within,

            @NotNull(message = "is required: DEVICE, PERSON or HOUSEHOLD")
            FrequencyCap.Per per) {}

    /** What is kept of it, without its creatives; it must be valid. */
    public LineItemTerms terms() {
        return new LineItemTerms(
                name,
                delivery,
                new Bid(bid.model, bid.amountMicros),
                budgetMicros,
                dailyBudgetMicros,
                goal == null ? null : new Goal(goal.impressions, goal.penaltyMicros),
                startsAt,
                endsAt,
                requireNonNullElse(dayparts, List.<DaypartBody>of()).stream()
                        .map(part -> new Daypart(requireNonNullElse(part.days, Set.of()), part.fromHour, part.toHour))
                        .toList(),
                requireNonNullElse(caps, List.<CapBody>of()).stream()
                        .map(cap -> new FrequencyCap(cap.level, cap.per, cap.limit, cap.window))
                        .toList(),
                audience,
                scenes,
                requireNonNullElse(touchpoints, Set.of()),
                requireNonNullElse(deviceKinds, Set.of()),
                requireNonNullElse(languages, Set.of()),
                requireNonNullElse(regions, Set.of()),
                dealOnly,
                sequence == null ? null : new Sequence(sequence.within, sequence.per));
    }
}
