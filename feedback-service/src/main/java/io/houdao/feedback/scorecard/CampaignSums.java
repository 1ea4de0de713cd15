package io.houdao.feedback.scorecard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What was counted of one campaign in one period.
 *
 * @param showings impressions
 * @param negatives showings that met with a close, a hide or a complaint
 * @param accepted how many negatives the scenes would have accepted
 */
record CampaignSums(
        UUID campaignId,
        UUID advertiserId,
        long showings,
        long negatives,
        double accepted,
        long complaints,
        long useful,
        long ratings,
        long stars,
        long asked,
        long disturbed,
        long clicks,
        long checkIns,
        long conversions,
        long conversionMicros,
        long billedMicros) {

    static final UUID NONE = new UUID(0, 0);

    static CampaignSums read(ResultSet row) throws SQLException {
        return new CampaignSums(
                row.getObject("campaign_id", UUID.class),
                row.getObject("advertiser_id", UUID.class),
                row.getLong("impressions"),
                row.getLong("negatives"),
                row.getDouble("accepted"),
                row.getLong("complaints"),
                row.getLong("useful"),
                row.getLong("ratings"),
                row.getLong("stars"),
                row.getLong("asked"),
                row.getLong("disturbed"),
                row.getLong("clicks"),
                row.getLong("check_ins"),
                row.getLong("conversions"),
                row.getLong("conversion_micros"),
                row.getLong("billed_micros"));
    }
}
