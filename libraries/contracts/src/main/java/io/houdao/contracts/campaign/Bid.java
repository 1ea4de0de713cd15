package io.houdao.contracts.campaign;

/**
 * What an advertiser offers.
 *
 * @param amountMicros in millionths of the line item's currency: for CPM per 1,000 impressions, for CPC per click, for
 *     CPA per action, for FIXED_TIME for the whole flight; zero for a house line item
 */
public record Bid(PricingModel model, long amountMicros) {

    public Bid {
        if (amountMicros < 0) {
            throw new IllegalArgumentException("amountMicros must not be negative, was " + amountMicros);
        }
    }

    /** What a bid is offered for. */
    public enum PricingModel {
        CPM,
        CPC,
        CPA,
        FIXED_TIME
    }
}
