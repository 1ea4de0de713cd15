package io.houdao.contracts.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.placement.TouchpointId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to serve one line item that passed both verdicts. Topic {@code campaign.line-items}, compacted, key
 * {@link #lineItemId}: the newest record replaces all before it, and a tombstone means stop now. Whoever shows it asks
 * campaign-service first whether it is the last word, for anybody may send an old record once more.
 *
 * @param version rises with every change
 * @param publishedAt when campaign-service let this version out
 * @param payer who pays, as people are told
 * @param onBehalfOf whose message it is, where that is not the payer
 * @param category of the advertised thing, such as {@code food} or {@code car}; two of a kind do not share an answer
 * @param childSafe whether a reviewer found it fit for a screen with children
 * @param currency ISO 4217; all amounts are millionths of it
 * @param dailyBudgetMicros most that may be spent between two midnights in {@code zone}; absent means no daily limit
 * @param zone the advertiser's IANA time zone, in which dayparts and days are meant
 * @param dayparts when it may run; empty means always
 * @param audience whom it is for; absent means everybody, and then it needs no tag at all
 * @param scenes where it may run, never empty
 * @param touchpoints where it may run; empty means every touchpoint
 * @param deviceKinds kinds of device on which it may run; empty means on every kind
 * @param languages of requests that it may answer; empty means whatever language was asked in, and also where none is known
 * @param regions of requests that it may answer, a country with all its subdivisions; empty means wherever was asked from, and also
 *     where that is not known
 * @param dealOnly runs only where the opportunity names it, as a private deal
 * @param sequence that it continues its campaign; absent means that it stands for itself
 * @param creatives approved ones only, never empty
 */
public record LiveLineItem(
        LineItemId lineItemId,
        long version,
        Instant publishedAt,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        String payer,
        @Nullable String onBehalfOf,
        String category,
        boolean childSafe,
        Delivery delivery,
        Bid bid,
        String currency,
        long budgetMicros,
        @Nullable Long dailyBudgetMicros,
        @Nullable Goal goal,
        Instant startsAt,
        Instant endsAt,
        String zone,
        List<Daypart> dayparts,
        List<FrequencyCap> caps,
        @Nullable Audience audience,
        Set<Scene> scenes,
        Set<TouchpointId> touchpoints,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<DeviceKind> deviceKinds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Language> languages,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Region> regions,
        boolean dealOnly,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sequence sequence,
        List<LiveCreative> creatives) {

    public LiveLineItem {
        dayparts = List.copyOf(dayparts);
        caps = List.copyOf(caps);
        scenes = Set.copyOf(scenes);
        touchpoints = Set.copyOf(touchpoints);
        deviceKinds = orNone(deviceKinds);
        languages = orNone(languages);
        regions = orNone(regions);
        creatives = List.copyOf(creatives);
    }

    /* Older versions of the event leave them out. */
    private static <T> Set<T> orNone(@Nullable Set<T> some) {
        return some == null ? Set.of() : Set.copyOf(some);
    }

    /** In what order line items have a claim on an opportunity; all compete by net value, after their goals' lift. */
    public enum Delivery {
        SPONSORSHIP,
        GUARANTEED,
        AUCTION,
        HOUSE
    }
}
