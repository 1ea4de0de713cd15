package io.houdao.campaign.review;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.lineitem.LineItemView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as it is answered.
 *
 * @param lineItems what is judged: those of the submission that were not changed since; absent in a list of reviews
 */
record ReviewView(
        UUID reviewId,
        UUID campaignId,
        UUID advertiserId,
        String campaignName,
        String category,
        @Nullable String onBehalfOf,
        List<String> authors,
        String submittedBy,
        Instant submittedAt,
        Review.Status status,
        @Nullable String reviewer,
        @Nullable Instant decidedAt,
        @Nullable String userBenefit,
        @Nullable String sincerity,
        @Nullable String sceneFit,
        @Nullable List<LineItemView> lineItems) {

    static ReviewView of(Review review, Campaign campaign, @Nullable List<LineItemView> lineItems) {
        return new ReviewView(
                review.id(),
                review.campaignId(),
                review.advertiserId(),
                campaign.name(),
                campaign.category(),
                campaign.onBehalfOf(),
                review.authors(),
                review.submittedBy(),
                review.submittedAt(),
                review.status(),
                review.reviewer(),
                review.decidedAt(),
                review.userBenefit(),
                review.sincerity(),
                review.sceneFit(),
                lineItems);
    }
}
