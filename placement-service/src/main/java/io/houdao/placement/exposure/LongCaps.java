package io.houdao.placement.exposure;

import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.placement.Showing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is counted by frequency caps whose windows are longer than the horizon: exposures of it outlive the horizon, whichever
 * line item was shown. A cap counts from when it is known until its flight ends, also while its line item is paused; it takes
 * some 100 bytes until the service ends.
 */
@Singleton
public class LongCaps {

    private static final Duration HORIZON = Duration.ofDays(ServingStore.HORIZON_DAYS);

    /** By fingerprint of a creative, line item, campaign or advertiser; in milliseconds since 1970. */
    private final Map<Long, Long> countedUntil = new ConcurrentHashMap<>();

    /** Whether a window reaches back further than all exposures are remembered. */
    public static boolean isLong(Duration window) {
        return window.compareTo(HORIZON) > 0;
    }

    /** Takes in the caps of a line item that goes on the air. */
    public void know(LiveLineItem lineItem) {
        for (var cap : lineItem.caps()) {
            if (isLong(cap.window())) {
                counted(cap, lineItem)
                        .forEach(id -> countedUntil.merge(
                                Fingerprint.of(id), lineItem.endsAt().toEpochMilli(), Math::max));
            }
        }
    }

    private static List<UUID> counted(FrequencyCap cap, LiveLineItem lineItem) {
        return switch (cap.level()) {
            case CREATIVE ->
                lineItem.creatives().stream()
                        .map(LiveCreative::creativeId)
                        .map(creative -> creative.value())
                        .toList();
            case LINE_ITEM -> List.of(lineItem.lineItemId().value());
            case CAMPAIGN -> List.of(lineItem.campaignId().value());
            case ADVERTISER -> List.of(lineItem.advertiserId().value());
        };
    }

    /** The exposure that a showing is. */
    public Exposure exposure(Showing showing) {
        return marked(Exposure.of(showing));
    }

    /** The exposure that a showing is, on a device that it need not name. */
    public Exposure exposure(Showing showing, long device) {
        return marked(Exposure.of(showing, device));
    }

    private Exposure marked(Exposure exposure) {
        var at = exposure.at();
        return counts(exposure.lineItem(), at)
                        || counts(exposure.creative(), at)
                        || counts(exposure.campaign(), at)
                        || counts(exposure.advertiser(), at)
                ? exposure.lasting(true)
                : exposure;
    }

    private boolean counts(long fingerprint, long at) {
        var until = countedUntil.get(fingerprint);
        return until != null && at < until;
    }
}
