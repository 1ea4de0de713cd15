package io.houdao.placement.exposure;

import io.houdao.contracts.placement.Showing;

/**
 * That one ad was handed out, by fingerprints.
 *
 * @param at milliseconds since 1970
 * @param device zero where none is named
 * @param lasting whether a frequency cap counts it for longer than {@link ServingStore#HORIZON_DAYS} days
 */
public record Exposure(
        long at,
        long decision,
        long device,
        long scene,
        long creative,
        long lineItem,
        long campaign,
        long advertiser,
        boolean lasting) {

    /** The exposure that a showing is, as far as the showing itself tells: {@link LongCaps} knows whether it lasts. */
    public static Exposure of(Showing showing) {
        var device = showing.deviceId();
        return of(showing, device == null ? 0 : Fingerprint.of(device.value()));
    }

    /** The exposure on a device that the showing need not name. */
    public static Exposure of(Showing showing, long device) {
        return new Exposure(
                showing.decidedAt().toEpochMilli(),
                Fingerprint.of(showing.decisionId().value()),
                device,
                Fingerprint.of(showing.scene()),
                Fingerprint.of(showing.creativeId().value()),
                Fingerprint.of(showing.lineItemId().value()),
                Fingerprint.of(showing.campaignId().value()),
                Fingerprint.of(showing.advertiserId().value()),
                false);
    }

    /** The same, except that it lasts or does not. */
    Exposure lasting(boolean lasts) {
        return new Exposure(at, decision, device, scene, creative, lineItem, campaign, advertiser, lasts);
    }
}
