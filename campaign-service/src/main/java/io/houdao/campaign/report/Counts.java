package io.houdao.campaign.report;

/**
 * How far people went, and what it cost, in millionths of the advertiser's currency: seen, entered, experienced, bought;
 * and beside it how many did not want it.
 */
record Counts(
        long spentMicros,
        long impressions,
        long viewables,
        long clicks,
        long checkIns,
        long conversions,
        long useful,
        long closes,
        long hides,
        long complaints) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(Counts other) {
        return new Counts(
                spentMicros + other.spentMicros,
                impressions + other.impressions,
                viewables + other.viewables,
                clicks + other.clicks,
                checkIns + other.checkIns,
                conversions + other.conversions,
                useful + other.useful,
                closes + other.closes,
                hides + other.hides,
                complaints + other.complaints);
    }
}
