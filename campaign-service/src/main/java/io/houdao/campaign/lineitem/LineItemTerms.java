package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an advertiser buys, as they stated it; {@link LineItemBody} explains the fields. It may have been written by an
 * older release: fields are added, never renamed.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineItemTerms(
        String name,
        Delivery delivery,
        Bid bid,
        long budgetMicros,
        @Nullable Long dailyBudgetMicros,
        @Nullable Goal goal,
        Instant startsAt,
        Instant endsAt,
        List<Daypart> dayparts,
        List<FrequencyCap> caps,
        @Nullable AudienceTexts audience,
        Set<Scene> scenes,
        Set<TouchpointId> touchpoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<DeviceKind> deviceKinds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Language> languages,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Region> regions,
        boolean dealOnly,
        @Nullable Sequence sequence) {

    public LineItemTerms {
        dayparts = List.copyOf(dayparts);
        caps = List.copyOf(caps);
        scenes = Set.copyOf(scenes);
        touchpoints = Set.copyOf(touchpoints);
        deviceKinds = orNone(deviceKinds);
        languages = orNone(languages);
        regions = orNone(regions);
    }

    /* Terms that an older release kept leave them out. */
    private static <T> Set<T> orNone(@Nullable Set<T> some) {
        return some == null ? Set.of() : Set.copyOf(some);
    }

    /** Whether {@code other} differs in name, bid and daily budget at most: nothing that a person could notice. */
    boolean isSameForPeople(LineItemTerms other) {
        return withPriceOf(other).equals(other) && !isFixedTime() && !other.isFixedTime();
    }

    private LineItemTerms withPriceOf(LineItemTerms other) {
        return new LineItemTerms(
                other.name,
                delivery,
                other.bid,
                budgetMicros,
                other.dailyBudgetMicros,
                goal,
                startsAt,
                endsAt,
                dayparts,
                caps,
                audience,
                scenes,
                touchpoints,
                deviceKinds,
                languages,
                regions,
                dealOnly,
                sequence);
    }

    /** How much of its flight is still to come at {@code now}, from 0 to 1. */
    BigDecimal shareLeft(Instant now) {
        var from = now.isBefore(startsAt) ? startsAt : now;
        var left = Math.max(0, Duration.between(from, endsAt).toMillis());
        var whole = Math.max(1, Duration.between(startsAt, endsAt).toMillis());
        return BigDecimal.valueOf(left).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
    }

    boolean isFixedTime() {
        return bid.model() == PricingModel.FIXED_TIME;
    }

    /** What must be reserved for it: nothing for a house line item. */
    public long costMicros() {
        return delivery == Delivery.HOUSE ? 0 : budgetMicros;
    }
}
